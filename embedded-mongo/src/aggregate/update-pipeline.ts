import { notAvailable } from "../errors/mongo-error.ts";
import type { Doc } from "../values/doc.ts";

/** Compiles a pipeline update. */
export function compileUpdatePipeline(_stages: readonly Doc[]): (doc: Doc, now: Date) => Doc {
  throw notAvailable("a pipeline update");
}
