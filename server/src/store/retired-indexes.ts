import type { Connection } from "mongoose";

/** Indexes of earlier versions that no query uses any more, by collection. When you replace an index, add the old one's name. */
const retired: Readonly<Record<string, readonly string[]>> = {
  contacts: ["workspaceId_1_tags_1"],
  conversations: [
    "workspaceId_1_updatedAt_-1",
    "workspaceId_1_handler_1_updatedAt_-1",
    "contactId_1",
    "queuedAt_1",
  ],
  turns: ["conversationId_1_number_-1", "workspaceId_1_at_1"],
};

/** Drops retired indexes: each costs time and space at every write. Indexes that somebody else made stay. */
export async function dropRetiredIndexes(connection: Connection): Promise<void> {
  for (const { collection, index } of await findRetiredIndexes(connection)) {
    // Another process that starts may have dropped it.
    await connection.db
      ?.collection(collection)
      .dropIndex(index)
      .catch((error: unknown) => {
        if ((error as { codeName?: string }).codeName !== "IndexNotFound") {
          throw error;
        }
      });
  }
}

/** Lists the retired indexes that are still there. Changes nothing. */
export async function findRetiredIndexes({
  db,
}: Connection): Promise<readonly { readonly collection: string; readonly index: string }[]> {
  const there = (await db?.listCollections({}, { nameOnly: true }).toArray()) ?? [];
  const found: { collection: string; index: string }[] = [];
  for (const { name: collection } of there) {
    const old = retired[collection];
    if (old) {
      const kept = (await db?.collection(collection).listIndexes().toArray()) ?? [];
      const names: string[] = kept.map((it) => it.name);
      found.push(...names.filter((it) => old.includes(it)).map((index) => ({ collection, index })));
    }
  }
  return found;
}
