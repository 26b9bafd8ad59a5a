import { defined } from "@chatloom/flows-schema";
import type { Connection } from "mongoose";
import type { MessageChange, MessageDoc } from "../domain/message-doc.ts";
import { createBatch } from "../store/batch.ts";
import { refusedDuplicates } from "../store/duplicate-key.ts";
import { createLookup } from "../store/lookup.ts";
import { messagesOf, type WrittenMessage } from "./message-model.ts";

/** Writes the thread. All operations are idempotent. */
export interface MessageStore {
  readonly write: (messages: readonly MessageDoc[]) => Promise<void>;
  readonly change: (changes: readonly MessageChange[]) => Promise<void>;
  readonly byId: (id: string) => Promise<MessageDoc | undefined>;
  readonly byPlatformId: (channelId: string, platformId: string) => Promise<MessageDoc | undefined>;
}

/** Made once per server. */
export function createMessageStore(connection: Connection, now: () => number): MessageStore {
  const messages = messagesOf(connection);

  const write = createBatch(async (group: readonly (readonly MessageDoc[])[]) => {
    const docs = written(group.flat());
    const refused = await refusedDuplicates(messages.insertMany(docs, { ordered: false }));
    if (refused.length > 0) {
      await again(refused.flatMap((index) => docs[index] ?? []));
    }
    return group.map(() => undefined);
  });

  /**
   * Either it was written before, and only its delivery state has changed since; or another message has its platform id,
   * which is left out.
   */
  async function again(docs: readonly MessageDoc[]): Promise<void> {
    const found = await messages
      .find({ _id: { $in: docs.map((it) => it._id) } })
      .project<Pick<MessageDoc, "_id" | "version">>({ version: 1 })
      .toArray();
    const stored = new Map(found.map((it) => [it._id, it.version ?? 1]));
    const newer = docs.filter((it) => (it.version ?? 1) > (stored.get(it._id) ?? it.version ?? 1));
    const refused = await settle(newer);
    await settle(refused.map(({ platformId: _, ...doc }) => doc));
    const missing = docs.filter((it) => !stored.has(it._id));
    if (missing.length === 0) {
      return;
    }
    await messages.insertMany(written(missing.map(({ platformId: _, ...doc }) => doc)));
  }

  function written(docs: readonly MessageDoc[]): WrittenMessage[] {
    const writtenAt = now();
    return docs.map((it) => ({ ...it, writtenAt }));
  }

  /** Returns the messages whose platform id another message has. */
  async function settle(docs: readonly MessageDoc[]): Promise<readonly MessageDoc[]> {
    if (docs.length === 0) {
      return [];
    }
    const writes = docs.map(({ _id, delivery, failure, platformId, version = 1 }) => ({
      updateOne: {
        filter: { _id, version: { $not: { $gte: version } } },
        update: {
          $set: { delivery, platformId, version, failure, writtenAt: now() },
          ...defined({ $unset: failure ? undefined : { failure: 1 as const } }),
        },
      },
    }));
    const refused = await refusedDuplicates(messages.bulkWrite(writes, { ordered: false }));
    return refused.flatMap((index) => docs[index] ?? []);
  }

  const change = createBatch(async (group: readonly (readonly MessageChange[])[]) => {
    const changes = merged(group.flat());
    const refused = await refusedDuplicates(put(changes));
    // The platform gave one id to two messages: the first keeps it.
    if (refused.length > 0) {
      await put(
        refused.flatMap((index) => {
          const { messageId, set } = changes[index] ?? {};
          const { platformId: _, ...rest } = set ?? {};
          return messageId && Object.keys(rest).length > 0 ? [{ messageId, set: rest }] : [];
        }),
      );
    }
    return group.map(() => undefined);
  });

  async function put(changes: readonly Change[]): Promise<void> {
    if (changes.length === 0) {
      return;
    }
    const writtenAt = now();
    const updates = changes.map(({ messageId, set }) => ({
      updateOne: {
        filter: { _id: messageId },
        update: { $set: { ...set, writtenAt }, $inc: { version: 1 } },
      },
    }));
    await messages.bulkWrite(updates, { ordered: false });
  }

  return {
    async write(docs) {
      if (docs.length > 0) {
        await write(docs);
      }
    },
    async change(changes) {
      if (changes.length > 0) {
        await change(changes);
      }
    },
    byId: createLookup((ids) => messages.find({ _id: { $in: ids } }).toArray()),
    byPlatformId: async (channelId, platformId) =>
      (await messages.findOne({ channelId, platformId })) ?? undefined,
  };
}

type Change = Pick<MessageChange, "messageId" | "set">;

/** One change for each message, in which later values win. */
function merged(changes: readonly MessageChange[]): readonly Change[] {
  const byMessage = new Map<string, MessageChange["set"]>();
  for (const { messageId, set } of changes) {
    byMessage.set(messageId, { ...byMessage.get(messageId), ...set });
  }
  return [...byMessage].map(([messageId, set]) => ({ messageId, set }));
}
