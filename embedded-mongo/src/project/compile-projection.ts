import { notAvailable } from "../errors/mongo-error.ts";
import type { Doc } from "../values/doc.ts";

/** Compiles a find projection; `filter` is the query's, for the positional `.$`. */
export function compileProjection(_spec: Doc, _filter?: Doc): (doc: Doc) => Doc {
  throw notAvailable("compileProjection");
}
