import type { Flow } from "@chatloom/flows-schema";

/** What differs between two states of a flow, by node. */
export interface ChangeSummary {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  readonly edges: number;
  readonly settings: boolean;
}

/** Compares the draft with what is published; positions on the canvas do not count. */
export function summarizeChanges(before: Flow, after: Flow): ChangeSummary {
  const old = new Map(before.nodes.map((node) => [node.id, node]));
  const now = new Set(after.nodes.map((node) => node.id));
  const oldEdges = new Set(before.edges.map(edgeKey));
  const newEdges = new Set(after.edges.map(edgeKey));
  return {
    added: after.nodes.filter((node) => !old.has(node.id)).map((node) => node.id),
    changed: after.nodes
      .filter((node) => {
        const was = old.get(node.id);
        return was !== undefined && !same([was.type, was.data], [node.type, node.data]);
      })
      .map((node) => node.id),
    removed: before.nodes.filter((node) => !now.has(node.id)).map((node) => node.id),
    edges:
      [...oldEdges].filter((it) => !newEdges.has(it)).length +
      [...newEdges].filter((it) => !oldEdges.has(it)).length,
    settings: !same(
      [before.settings, before.variables, before.translations],
      [after.settings, after.variables, after.translations],
    ),
  };
}

function edgeKey(edge: Flow["edges"][number]): string {
  return `${edge.source} ${edge.sourceHandle} ${edge.target}`;
}

/** Deep equality of JSON, whatever the order of names. */
function same(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || !one || !other) return false;
  const names = Object.keys(one);
  return (
    Array.isArray(one) === Array.isArray(other) &&
    names.length === Object.keys(other).length &&
    names.every((name) =>
      same((one as Record<string, unknown>)[name], (other as Record<string, unknown>)[name]),
    )
  );
}
