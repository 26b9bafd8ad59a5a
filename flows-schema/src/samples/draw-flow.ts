import {
  defaultSettings,
  type Edge,
  type Flow,
  type FlowNode,
  formatVersion,
  type NodeData,
  type Variable,
} from "../flow.ts";
import type { NodeTypeId } from "../nodes/index.ts";

/** Makes a node at a place of the canvas, in pixels. The places are those of the studio's “Arrange the steps”. */
export function place<K extends NodeTypeId>(
  x: number,
  y: number,
  id: string,
  type: K,
  data: NodeData<K>,
): FlowNode {
  return { id, type, position: { x, y }, data } as unknown as FlowNode;
}

/** The target of each port by node. A single target belongs to `next`. */
export type Ways = Readonly<Record<string, string | Readonly<Record<string, string>>>>;

/** Makes the flow of a sample. */
export function drawFlow(sample: {
  readonly name: string;
  readonly nodes: readonly FlowNode[];
  readonly ways: Ways;
  readonly variables: readonly Variable[];
  readonly vi: Readonly<Record<string, string>>;
}): Flow {
  return {
    formatVersion,
    name: sample.name,
    nodes: [...sample.nodes],
    edges: Object.entries(sample.ways).flatMap(([source, targets]) => edgesFrom(source, targets)),
    variables: [...sample.variables],
    settings: defaultSettings(),
    translations: {
      vi: {
        ...sample.vi,
        "settings/defaults/error/text": "Rất tiếc, đã có lỗi xảy ra. Bạn thử lại sau nhé.",
      },
    },
  };
}

function edgesFrom(source: string, targets: Ways[string]): Edge[] {
  const byPort = typeof targets === "string" ? { next: targets } : targets;
  return Object.entries(byPort).map(([port, target]) => ({
    id: `${source}.${port}`,
    source,
    sourceHandle: port,
    target,
  }));
}

/** Declares a variable of the run. */
export function runVariable(name: string, type: Variable["type"] = "string"): Variable {
  return { name, type, scope: "run" };
}

/** Declares a field of the contact that the flow writes. */
export function contactVariable(name: string, type: Variable["type"] = "string"): Variable {
  return { name, type, scope: "contact" };
}
