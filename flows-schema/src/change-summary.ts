import type { Flow } from "./flow.ts";
import { sameJson } from "./same-json.ts";

/** The differences between two states of a flow, by node. */
export interface ChangeSummary {
  readonly added: string[];
  readonly changed: string[];
  readonly removed: string[];
  readonly edges: number;
  readonly settings: boolean;
}

/** Whether publishing would change nothing: the summary names no difference. */
export function isUnchanged({ added, changed, removed, edges, settings }: ChangeSummary): boolean {
  return added.length + changed.length + removed.length + edges === 0 && !settings;
}

/** Compares a draft with a version. Neither the name nor positions on the canvas count. */
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
        return was !== undefined && !sameJson([was.type, was.data], [node.type, node.data]);
      })
      .map((node) => node.id),
    removed: before.nodes.filter((node) => !now.has(node.id)).map((node) => node.id),
    edges:
      [...oldEdges].filter((it) => !newEdges.has(it)).length +
      [...newEdges].filter((it) => !oldEdges.has(it)).length,
    settings: !sameJson(
      [before.settings, before.variables, before.translations],
      [after.settings, after.variables, after.translations],
    ),
  };
}

function edgeKey(edge: Flow["edges"][number]): string {
  return `${edge.source} ${edge.sourceHandle} ${edge.target}`;
}
