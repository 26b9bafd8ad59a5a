import { type FlowNode, type NodeTypeId, nodeTypes, portsOf } from "@chatloom/flows-schema";
import { newId } from "../../ui/new-id.ts";
import { selectedNode, useEditor } from "../state/editor-store.ts";
import { freePlace } from "./free-place.ts";
import { addNode } from "./nodes.ts";

/** A port that something is to be put behind. */
export interface PortPlace {
  readonly nodeId: string;
  readonly port: string;
}

/** Puts a new node on the canvas and selects it; without a place, behind the selected node's first open port. */
export function placeNode(
  type: NodeTypeId,
  position?: FlowNode["position"],
  from: PortPlace | undefined = position ? undefined : openPortOfSelected(),
): string {
  const { edit, flow, select, seal } = useEditor.getState();
  const source = flow.nodes.find((node) => node.id === from?.nodeId);
  const id = newId();
  const starts = nodeTypes[type].group === "triggers";
  seal();
  edit(addNode(id, type, position ?? freePlace(flow, source), starts ? undefined : from));
  select([id]);
  return id;
}

function openPortOfSelected(): PortPlace | undefined {
  const state = useEditor.getState();
  const node = selectedNode(state);
  if (!node) return undefined;
  const open = portsOf(node).filter(
    (port) =>
      !state.flow.edges.some((edge) => edge.source === node.id && edge.sourceHandle === port.id),
  );
  const port = open.find((it) => it.kind === "next" || it.kind === "option") ?? open[0];
  return port && { nodeId: node.id, port: port.id };
}
