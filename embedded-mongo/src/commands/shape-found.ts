import { Long } from "bson";
import { notAvailable } from "../errors/mongo-error.ts";
import { indexKeysOf } from "../keys/index.ts";
import type { FoundDocument } from "../plan/found-document.ts";
import type { Plan } from "../plan/plan.ts";
import { type Doc, encode } from "../values/index.ts";

/** In what form a find gives its documents. */
export type FoundShape = {
  project: ((doc: Doc) => Doc) | undefined;
  /** Only what the index that was read holds of them. */
  returnKey: boolean;
  /** With the number under which they are stored. */
  showRecordId: boolean;
};

/** Makes the answer of each document that a plan finds; the bytes as they are stored where nothing is changed. */
export function shapeFound(plan: Plan, shape: FoundShape): (found: FoundDocument) => Uint8Array {
  const { project, returnKey, showRecordId } = shape;
  if (returnKey) return ({ doc }) => encode(keyOf(plan, doc));
  if (showRecordId) {
    return (found) => {
      const doc = project ? project(found.doc) : found.doc;
      return encode({ ...doc, $recordId: Long.fromNumber(found.record) });
    };
  }
  return project ? (found) => encode(project(found.doc)) : (found) => found.body;
}

function keyOf(plan: Plan, doc: Doc): Doc {
  if (plan.kind === "union") throw notAvailable("returnKey with several indexes");
  if (plan.kind !== "index") return {};
  const { spec, multikey } = plan.index;
  if (multikey.size > 0) throw notAvailable("returnKey with an index on arrays");
  const key = spec.key as Doc;
  const [values = []] = indexKeysOf(doc, key);
  return Object.fromEntries(Object.keys(key).map((name, at) => [name, values[at]]));
}
