import { defined } from "@chatloom/flows-schema";
import type { Connection, mongo } from "mongoose";
import type { ConversationDoc } from "../domain/conversation-doc.ts";
import { changed } from "../domain/conversation-shape.ts";
import { facetsOf } from "../domain/facets-of.ts";
import { serializePendingWrites } from "../domain/pending-writes-text.ts";
import { readConversation, type StoredConversation } from "../domain/stored-conversation.ts";
import { createBatch } from "../store/batch.ts";
import { isDuplicateKey, refusedDuplicates } from "../store/duplicate-key.ts";
import { createLookup } from "../store/lookup.ts";
import { conversationsOf } from "./conversation-model.ts";

/** Reads and writes conversations by id and key. Single calls within a short time are combined. */
export interface ConversationStore {
  readonly byKey: (key: string) => Promise<ConversationDoc | undefined>;
  readonly byId: (id: string) => Promise<ConversationDoc | undefined>;
  /** Stores a new one; undefined when one of its keys is taken. */
  readonly insert: (conversation: ConversationDoc) => Promise<ConversationDoc | undefined>;
  /**
   * The guarded write: the differences between the two, and the next version. Undefined when the stored
   * conversation is no longer the one that was read; nothing has changed then.
   */
  readonly replace: (
    read: ConversationDoc,
    next: ConversationDoc,
  ) => Promise<ConversationDoc | undefined>;
  /** Makes the conversations due that wait for this channel, or for any. */
  readonly wakeQueued: (channelId: string | undefined, now: number) => Promise<void>;
  /** Returns the conversations that are due by then, the most overdue first. */
  readonly dueBy: (moment: number, most: number) => Promise<readonly ConversationDoc[]>;
}

interface Write {
  readonly read: ConversationDoc;
  readonly next: ConversationDoc;
  readonly stamp: string;
}

/** Made once per server; `owner` marks the writes of this process. */
export function createConversationStore(connection: Connection, owner: string): ConversationStore {
  const conversations = conversationsOf(connection);
  let writes = 0;

  async function read(filter: mongo.Filter<StoredConversation>) {
    return (await conversations.find(filter).toArray()).map(readConversation);
  }

  const byKey = createBatch(async (keys: readonly string[]) => {
    const found = await read({ keys: { $in: [...keys] } });
    const byKey = new Map(found.flatMap((it) => it.keys.map((key) => [key, it] as const)));
    return keys.map((key) => byKey.get(key));
  });
  const byId = createLookup((ids) => read({ _id: { $in: ids } }));

  const write = createBatch(writeGroup);
  // No turn waits for these, and many of them must not delay one.
  const release = createBatch(writeGroup, { most: 20 });

  async function writeGroup(group: readonly Write[]): Promise<readonly boolean[]> {
    if (await writeAll(group)) {
      return group.map(() => true);
    }
    const stored = await conversations
      .find({ _id: { $in: group.map((it) => it.read._id) } })
      .project<{ _id: string; stamp?: string }>({ stamp: 1 })
      .toArray();
    const stamps = new Map(stored.map((it) => [it._id, it.stamp]));
    return group.map((it) => stamps.get(it.read._id) === it.stamp);
  }

  /** Whether every write found its conversation; one whose key is taken by another did not. */
  async function writeAll(group: readonly Write[]): Promise<boolean> {
    try {
      const result = await conversations.bulkWrite(group.map(toUpdate), { ordered: false });
      return result.matchedCount === group.length;
    } catch (error) {
      if (isDuplicateKey(error)) {
        return false;
      }
      throw error;
    }
  }

  const insert = createBatch(async (group: readonly ConversationDoc[]) => {
    const write = conversations.insertMany(group.map(toStored), { ordered: false });
    const refused = new Set(await refusedDuplicates(write));
    return group.map((it, index) => (refused.has(index) ? undefined : it));
  });

  return {
    byKey,
    byId,
    insert,
    async replace(read, wanted) {
      writes += 1;
      const next = changed(wanted, { version: read.version + 1, facets: facetsOf(wanted) });
      const put = next.lease ? write : release;
      const done = await put({ read, next, stamp: `${owner}.${writes}` });
      return done ? next : undefined;
    },
    async wakeQueued(channelId, now) {
      await conversations.updateMany(
        {
          ...defined({ channelId }),
          queuedSince: { $exists: true },
          lease: { $exists: false },
        },
        { $set: { wakeAt: now }, $inc: { version: 1 } },
      );
    },
    async dueBy(moment, most) {
      const found = conversations.find({ wakeAt: { $lte: moment } });
      return (await found.sort({ wakeAt: 1 }).limit(most).toArray()).map(readConversation);
    },
  };
}

function toUpdate({ read, next, stamp }: Write) {
  const set: Record<string, unknown> = { stamp };
  let unset: Record<string, 1> | undefined;
  let name: keyof ConversationDoc;
  for (name in next) {
    if (next[name] === read[name]) {
      continue;
    }
    const pending = name === "pendingWrites";
    const field = pending ? "derived" : name;
    const stored = pending ? serializePendingWrites(next.pendingWrites) : next[name];
    if (stored !== undefined) {
      set[field] = stored;
    } else {
      unset ??= {};
      unset[field] = 1;
    }
  }
  const update = unset ? { $set: set, $unset: unset } : { $set: set };
  return { updateOne: { filter: { _id: read._id, version: read.version }, update } };
}

function toStored({ pendingWrites, ...conversation }: ConversationDoc): StoredConversation {
  return defined({ ...conversation, derived: serializePendingWrites(pendingWrites) });
}
