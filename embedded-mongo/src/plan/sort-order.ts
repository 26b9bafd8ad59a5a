/** The order of a query's result; sorts in pipelines use the same. */
export { readSortOrder, type SortKey, type SortOrder } from "../keys/sort-order.ts";
