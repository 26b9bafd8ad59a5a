import { notAvailable } from "../errors/mongo-error.ts";
import type { Doc } from "../values/doc.ts";

/** Compiles the expression of `$expr` into a test. */
export function compileExpressionFilter(_expression: unknown): (doc: Doc) => boolean {
  throw notAvailable("$expr");
}
