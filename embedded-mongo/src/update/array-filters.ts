import { mongoError } from "../errors/mongo-error.ts";
import { compileFilter } from "../match/compile-filter.ts";
import type { FilterNode } from "../match/filter-node.ts";
import type { Doc } from "../values/doc.ts";

/** The tests of an array's elements, by the name of the filter. */
export type ArrayFilters = ReadonlyMap<string, (element: unknown) => boolean>;

/** Compiles array filters. Throws if one has not one lowercase name, or a name is used twice. */
export function compileArrayFilters(filters: readonly Doc[]): ArrayFilters {
  const tests = new Map<string, (element: unknown) => boolean>();
  for (const filter of filters) {
    const compiled = compileFilter(filter);
    const [name, second] = new Set(namesIn(compiled.root));
    if (name === undefined || second !== undefined) {
      throw mongoError(9, "An array filter must have one top-level field name");
    }
    if (!/^[a-z][A-Za-z0-9]*$/.test(name)) {
      throw mongoError(2, `The name of an array filter must begin with a-z: '${name}'`);
    }
    if (tests.has(name)) {
      throw mongoError(9, `There are two array filters '${name}'`);
    }
    tests.set(name, (element) => compiled.test({ [name]: element }));
  }
  return tests;
}

function namesIn(node: FilterNode): string[] {
  if (node.kind === "and" || node.kind === "or") {
    return node.children.flatMap(namesIn);
  }
  if (node.kind === "not") {
    return namesIn(node.child);
  }
  return "path" in node ? [node.path.split(".")[0] as string] : [];
}
