import { isDuplicateKey } from "./duplicate-key.ts";
import type { ScopedModel } from "./scoped-model.ts";

/** Inserts documents whose ids are not there yet. Doing it again changes nothing. */
export async function addMissing<T extends object>(
  model: ScopedModel<T, string>,
  docs: readonly (T & { readonly _id: string })[],
): Promise<void> {
  if (docs.length === 0) {
    return;
  }
  const there = await model.find(
    { _id: { $in: docs.map((it) => it._id) } },
    { projection: { _id: 1 } },
  );
  const ids = new Set(there.map((it) => it._id));
  const missing = docs.filter((it) => !ids.has(it._id));
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
