import { type Edge, type FlowNode, isTrigger, portsOf } from "../flow.ts";

const column = 380;
const gap = 48;

interface Hint {
  readonly x: number;
  readonly y: number;
}

/**
 * Places steps in columns, as far from the start as they are in the conversation. Within a column they keep the order that the source
 * drew them in, from top to bottom.
 */
export function placeNodes(
  nodes: readonly FlowNode[],
  edges: readonly Edge[],
  hints: ReadonlyMap<string, Hint>,
): FlowNode[] {
  const columns = columnsOf(nodes, edges);
  const groups = new Map<number, FlowNode[]>();
  for (const node of nodes) {
    const at = columns.get(node.id) ?? 0;
    groups.set(at, [...(groups.get(at) ?? []), node]);
  }
  const places = new Map<string, Hint>();
  for (const [at, group] of groups) {
    let y = 0;
    const y0 = (node: FlowNode) => hints.get(node.id)?.y ?? 0;
    for (const node of group.sort((a, b) => y0(a) - y0(b))) {
      places.set(node.id, { x: at * column, y });
      y += heightOf(node) + gap;
    }
  }
  return nodes.map((node) => ({ ...node, position: places.get(node.id) ?? { x: 0, y: 0 } }));
}

/** How many steps lead to each one, by the shortest way from a trigger. */
function columnsOf(
  nodes: readonly FlowNode[],
  edges: readonly Edge[],
): ReadonlyMap<string, number> {
  const ways = new Map<string, string[]>();
  const targets = new Set<string>();
  for (const { source, target } of edges) {
    ways.set(source, [...(ways.get(source) ?? []), target]);
    targets.add(target);
  }
  const columns = new Map<string, number>();
  const walk = (starts: readonly string[]) => {
    let now = starts.filter((it) => !columns.has(it));
    for (const id of now) {
      columns.set(id, 0);
    }
    for (let depth = 1; now.length > 0; depth++) {
      const next = new Set(
        now.flatMap((id) => ways.get(id) ?? []).filter((it) => !columns.has(it)),
      );
      for (const id of next) {
        columns.set(id, depth);
      }
      now = [...next];
    }
  };
  walk(nodes.filter(isTrigger).map((it) => it.id));
  walk(nodes.filter((it) => !targets.has(it.id)).map((it) => it.id));
  for (const { id } of nodes) {
    walk([id]);
  }
  return columns;
}

/** Guesses the height of a card: a head, what it shows, and a row for each port. */
function heightOf(node: FlowNode): number {
  const blocks = "blocks" in node.data ? node.data.blocks.length : 1;
  return 90 + blocks * 60 + portsOf(node).length * 30;
}
