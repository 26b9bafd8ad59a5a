import { mongoError } from "../errors/mongo-error.ts";
import { compileFilter } from "../match/compile-filter.ts";
import type { FilterNode } from "../match/filter-node.ts";
import type { Doc } from "../values/doc.ts";

/** Compiles array filters into tests of one array element, by identifier. */
export function compileArrayFilters(
  filters: readonly Doc[],
): Map<string, (element: unknown) => boolean> {
  const tests = new Map<string, (element: unknown) => boolean>();
  for (const filter of filters) {
    const compiled = compileFilter(filter);
    const names = new Set<string>();
    collectNames(compiled.root, names);
    const [name, second] = names;
    if (name === undefined || second !== undefined)
      throw mongoError(9, "An array filter must have one top-level field name");
    if (!/^[a-z][A-Za-z0-9]*$/.test(name))
      throw mongoError(
        2,
        `The name of an array filter must begin with a lowercase letter: '${name}'`,
      );
    if (tests.has(name)) throw mongoError(9, `There are two array filters with the name '${name}'`);
    tests.set(name, (element) => compiled.test({ [name]: element }));
  }
  return tests;
}

function collectNames(node: FilterNode, names: Set<string>): void {
  if (node.kind === "and" || node.kind === "or")
    for (const child of node.children) collectNames(child, names);
  else if (node.kind === "not") collectNames(node.child, names);
  else if ("path" in node) names.add(node.path.split(".")[0] as string);
}
