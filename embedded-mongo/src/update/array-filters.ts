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
    if (name === undefined) {
      throw mongoError(
        9,
        "Cannot use an expression without a top-level field name in arrayFilters",
      );
    }
    if (second !== undefined) {
      throw mongoError(
        9,
        `Error parsing array filter :: caused by :: Expected a single top-level field name, found '${name}' and '${second}'`,
      );
    }
    if (!/^[a-z][A-Za-z0-9]*$/.test(name)) {
      throw mongoError(
        2,
        `Error parsing array filter :: caused by :: The top-level field name must be an alphanumeric string beginning with a lowercase letter, found '${name}'`,
      );
    }
    if (tests.has(name))
      throw mongoError(
        9,
        `Found multiple array filters with the same top-level field name ${name}`,
      );
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
