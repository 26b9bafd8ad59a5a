import type { FilterNode } from "../match/filter-node.ts";
import type { SortFields } from "./index-plan.ts";

/** Returns the key pattern of an index that would avoid a long scan: equalities, then the order, then ranges. */
export function lackingIndex(root: FilterNode, sort: SortFields = []): Record<string, 1 | -1> {
  const equal: string[] = [];
  const ranged: string[] = [];
  collect(root, equal, ranged);
  const pattern: Record<string, 1 | -1> = {};
  for (const path of equal) {
    pattern[path] = 1;
  }
  for (const [path, direction] of sort) {
    pattern[path] ??= direction;
  }
  for (const path of ranged) {
    pattern[path] ??= 1;
  }
  return pattern;
}

function collect(node: FilterNode, equal: string[], ranged: string[]): void {
  if (node.kind === "and" || node.kind === "or") {
    for (const child of node.children) {
      collect(child, equal, ranged);
    }
  } else if (node.kind === "in" || (node.kind === "compare" && node.op === "$eq")) {
    equal.push(node.path);
  } else if (node.kind === "compare" || node.kind === "regex" || node.kind === "exists") {
    ranged.push(node.path);
  }
}
