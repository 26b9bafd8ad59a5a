/** Matching: query filters. */
export { type CompiledFilter, compileFilter } from "./compile-filter.ts";
export type { ComparisonOperator, FilterLeaf, FilterNode } from "./filter-node.ts";
export { queryOperators } from "./parse-filter.ts";
export { translateRegex } from "./translate-regex.ts";
