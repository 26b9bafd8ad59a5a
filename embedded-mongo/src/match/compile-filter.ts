import { notAvailable } from "../errors/mongo-error.ts";
import type { Doc } from "../values/doc.ts";
import type { FilterNode } from "./filter-node.ts";

/** A filter that has been read once and can be asked of many documents. */
export interface CompiledFilter {
  /** The filter as a tree, for planning. */
  readonly root: FilterNode;
  /** Says whether the document matches. */
  test(doc: Doc): boolean;
  /** The array index that the filter's last array condition matched first: what `$` stands for. */
  position(doc: Doc): number | undefined;
  /** The fields that an upsert takes from the filter, in order, by dotted path. */
  readonly equalities: readonly { readonly path: string; readonly value: unknown }[];
}

/** Compiles a query filter; throws a `MongoError` for what MongoDB or this store refuses. */
export function compileFilter(_filter: Doc): CompiledFilter {
  throw notAvailable("compileFilter");
}
