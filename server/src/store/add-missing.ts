import { isDuplicateKey } from "./duplicate-key.ts";
import type { ObjectId, ScopedModel } from "./scoped-model.ts";

/** Inserts documents whose ids are not there yet. Doing it again changes nothing. */
export async function addMissing<T extends object, Id extends string | ObjectId>(
  model: ScopedModel<T, Id>,
  docs: readonly (T & { readonly _id: Id })[],
): Promise<void> {
  if (docs.length === 0) {
    return;
  }
  const there = await model.find(
    { _id: { $in: docs.map((it) => it._id) } },
    { projection: { _id: 1 } },
  );
  const ids = new Set(there.map((it) => String(it._id)));
  const missing = docs.filter((it) => !ids.has(String(it._id)));
  if (missing.length === 0) {
    return;
  }
  try {
    await model.insertMany(missing);
  } catch (error) {
    // Another process inserted some of them meanwhile.
    if (!isDuplicateKey(error)) {
      throw error;
    }
    await addMissing(model, missing);
  }
}
