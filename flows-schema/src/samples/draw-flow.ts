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

/** A node on the grid of the canvas: columns of cards, rows as high as a small card. */
export function place<K extends NodeTypeId>(
  column: number,
  row: number,
  id: string,
  type: K,
  data: NodeData<K>,
): FlowNode {
  return { id, type, position: { x: column * 360, y: row * 240 }, data } as unknown as FlowNode;
}

/** Where each node's ports lead; a lone target hangs at `next`. */
export type Ways = Readonly<Record<string, string | Readonly<Record<string, string>>>>;

/** Puts a sample together. */
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

/** A variable that lives as long as the run. */
export function runVariable(name: string, type: Variable["type"] = "string"): Variable {
  return { name, type, scope: "run" };
}
