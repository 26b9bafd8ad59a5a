import { mongoError } from "../errors/mongo-error.ts";
import type { CompiledFilter } from "../match/compile-filter.ts";
import type { Doc } from "../values/doc.ts";
import { applyChange } from "./apply-change.ts";
import type { CompiledUpdate } from "./compile-update.ts";
import { fieldOperators } from "./field-operators.ts";
import { updatePath } from "./update-path.ts";

/**
 * Returns the document that an upsert inserts: the update applied to the filter's equalities. `_id` comes first if there
 * is one; else the caller makes it.
 */
export function upsertDocument(filter: CompiledFilter, update: CompiledUpdate): Doc {
  const base = fromEqualities(filter.equalities, update.isReplacement);
  const doc = update.apply(base, { isInsert: true });
  if (doc._id === undefined || Object.keys(doc)[0] === "_id") {
    return doc;
  }
  const { _id, ...rest } = doc;
  return { _id, ...rest };
}

function fromEqualities(equalities: CompiledFilter["equalities"], onlyId: boolean): Doc {
  let doc: Doc = {};
  const seen: string[] = [];
  for (const { path, value } of equalities) {
    if (onlyId && path !== "_id" && !path.startsWith("_id.")) {
      continue;
    }
    const other = seen.find(
      (one) => `${one}.`.startsWith(`${path}.`) || `${path}.`.startsWith(`${one}.`),
    );
    if (other !== undefined) {
      throw mongoError(
        54,
        `cannot infer query fields to set: '${path}' and '${other}' are matched`,
      );
    }
    seen.push(path);
    const change = { path: updatePath(path), operator: fieldOperators.$set(value) };
    doc = applyChange(change, doc, 0, { isInsert: true }) as Doc;
  }
  return doc;
}
