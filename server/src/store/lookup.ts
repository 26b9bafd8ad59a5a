import { type Batch, createBatch } from "./batch.ts";

/** Looks documents up by their ids: ids that are asked for in one moment go to `find` together. */
export function createLookup<T extends { readonly _id: string }>(
  find: (ids: string[]) => Promise<readonly T[]>,
): Batch<string, T | undefined> {
  return createBatch(async (ids: readonly string[]) => {
    const found = new Map((await find([...ids])).map((it) => [it._id, it]));
    return ids.map((id) => found.get(id));
  });
}
