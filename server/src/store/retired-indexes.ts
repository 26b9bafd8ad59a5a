import type { Connection } from "mongoose";

/** Indexes of earlier versions that no query uses any more, by collection. When you replace an index, add the old one's name. */
const retired: Readonly<Record<string, readonly string[]>> = {
  contacts: ["workspaceId_1_tags_1"],
  conversations: [
    "workspaceId_1_updatedAt_-1",
    "workspaceId_1_handler_1_updatedAt_-1",
    "contactId_1",
  ],
  turns: ["conversationId_1_number_-1", "workspaceId_1_at_1"],
};

/** Drops retired indexes: each costs time and space at every write. Indexes that somebody else made stay. */
export async function dropRetiredIndexes({ db }: Connection): Promise<void> {
  if (!db) {
    return;
  }
  const there = await db.listCollections({}, { nameOnly: true }).toArray();
  for (const { name } of there) {
    const old = retired[name];
    if (!old) {
      continue;
    }
    const collection = db.collection(name);
    const kept = await collection.listIndexes().toArray();
    for (const { name: index } of kept) {
      if (!old.includes(index)) {
        continue;
      }
      // Another process that starts may have dropped it.
      await collection.dropIndex(index).catch((error: unknown) => {
        if ((error as { codeName?: string }).codeName !== "IndexNotFound") {
          throw error;
        }
      });
    }
  }
}
