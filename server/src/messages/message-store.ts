import type { Connection } from "mongoose";
import { createBatch } from "../jobs/batch.ts";
import { refusedAsDuplicates } from "../store/duplicate-key.ts";
import type { MessageChange, MessageDoc } from "./message-doc.ts";
import { messagesOf } from "./message-model.ts";

/** Writes the thread. All of it may be done twice. */
export interface MessageStore {
  readonly write: (messages: readonly MessageDoc[]) => Promise<void>;
  readonly change: (changes: readonly MessageChange[]) => Promise<void>;
  readonly byId: (id: string) => Promise<MessageDoc | undefined>;
  readonly byPlatformId: (channelId: string, platformId: string) => Promise<MessageDoc | undefined>;
}

/** Made once per server. */
export function createMessageStore(connection: Connection): MessageStore {
  const messages = messagesOf(connection);

  const write = createBatch(async (group: readonly (readonly MessageDoc[])[]) => {
    const docs = group.flat();
    try {
      await messages.insertMany(docs, { ordered: false });
    } catch (error) {
      await again(refusedAsDuplicates(error).flatMap((index) => docs[index] ?? []));
    }
    return group.map(() => undefined);
  });

  /** Written before: perhaps it has changed since. A platform id that another message has is left out. */
  async function again(docs: readonly MessageDoc[]): Promise<void> {
    const refused = await put(docs);
    const left = await put(refused.map(({ platformId: _, ...doc }) => doc));
    if (left.length > 0) throw new Error(`The message ${left[0]?._id} cannot be written`);
  }

  /** Writes them over what is there; gives those back that something unique about them does not let in. */
  async function put(docs: readonly MessageDoc[]): Promise<readonly MessageDoc[]> {
    if (docs.length === 0) return [];
    const writes = docs.map(({ _id, ...rest }) => ({
      updateOne: { filter: { _id }, update: { $set: rest }, upsert: true },
    }));
    try {
      await messages.bulkWrite(writes, { ordered: false });
      return [];
    } catch (error) {
      return refusedAsDuplicates(error).flatMap((index) => docs[index] ?? []);
    }
  }

  const change = createBatch(async (group: readonly (readonly MessageChange[])[]) => {
    await messages.bulkWrite(
      group.flat().map(({ messageId, set }) => ({
        updateOne: { filter: { _id: messageId }, update: { $set: { ...set } } },
      })),
    );
    return group.map(() => undefined);
  });

  return {
    async write(docs) {
      if (docs.length > 0) await write(docs);
    },
    async change(changes) {
      if (changes.length > 0) await change(changes);
    },
    byId: async (id) => (await messages.findOne({ _id: id })) ?? undefined,
    byPlatformId: async (channelId, platformId) =>
      (await messages.findOne({ channelId, platformId })) ?? undefined,
  };
}
