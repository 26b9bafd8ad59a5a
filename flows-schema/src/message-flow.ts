import {
  type Edge,
  emptyFlow,
  type Flow,
  type FlowNode,
  nodeTypeOf,
  typeThatFills,
} from "./flow.ts";
import { nodeTypes } from "./nodes/index.ts";

/** A message that is sent outside of a drawn flow: the type and the settings of the step that would send it. */
export interface LoneMessage {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The step of a message flow that sends, and where a run of it starts. */
export const messageNodeId = "message";

/** Whether a step can be sent alone: it sends, waits for nobody, and no tap would lead on. Its data must fit its type. */
export function canBeSentAlone({ type, data }: LoneMessage): boolean {
  if (!Object.hasOwn(nodeTypes, type)) {
    return false;
  }
  const nodeType = nodeTypeOf({ type: type as FlowNode["type"] });
  return (
    nodeType.group === "messages" &&
    !nodeType.waits(data) &&
    !nodeType.ports(data).some((it) => it.kind === "option")
  );
}

/** Draws the flow that sends a single message. The engine runs it like any other flow; its trigger is only for show. */
export function messageFlow(name: string, { type, data }: LoneMessage): Flow {
  const position = { x: 0, y: 0 };
  const start = typeThatFills("start");
  const trigger = { id: "start", type: start, position, data: nodeTypeOf({ type: start }).example };
  const sends = { id: messageNodeId, type, position, data };
  const end = { id: "end", type: typeThatFills("end"), position, data: {} };
  const edge = (source: string, target: string): Edge => ({
    id: `${source}:next`,
    source,
    sourceHandle: "next",
    target,
  });
  return {
    ...emptyFlow(name),
    nodes: [trigger, sends, end] as FlowNode[],
    edges: [edge("start", messageNodeId), edge(messageNodeId, "end")],
  };
}
