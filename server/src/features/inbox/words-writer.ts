import { contentText } from "@chatloom/flows-schema";
import type { Connection } from "mongoose";
import type { MessageDoc } from "../../domain/message-doc.ts";
import { searchWords } from "../../domain/search-words.ts";
import { conversationWords, mostWords } from "../../records/conversation-words-model.ts";
import { inGroups } from "../../records/find-by-term.ts";
import { messagesOf } from "../../records/message-model.ts";

/** Messages of a conversation from `first` to `last`, as their words. */
export interface IndexedMessages {
  readonly conversationId: string;
  readonly workspaceId: string;
  readonly first: number;
  readonly last: number;
  readonly words: readonly string[];
}

/** How many of the newest messages are read of a conversation that is not in the index. */
const mostRead = 200;

/** The words of a message; events and deleted messages have none. */
export function wordsOfMessage({ direction, deleted, content }: MessageDoc): string[] {
  return direction === "event" || deleted ? [] : searchWords(contentText(content));
}

/** Adds words to the index of their conversations, and reads the messages that the index missed before them. */
export function createWordsWriter(
  connection: Connection,
): (group: readonly IndexedMessages[]) => Promise<void> {
  const model = conversationWords(connection).acrossWorkspaces;
  const messages = messagesOf(connection);

  return async (group) => {
    const known = new Map(
      (
        await inGroups(
          group.map((it) => it.conversationId),
          (ids) => model.find({ _id: { $in: ids } }, { words: 1, sequence: 1 }).lean(),
        )
      ).map((it) => [String(it._id), it]),
    );
    const writes = [];
    for (const one of group) {
      const { words = [], sequence = 0 } = known.get(one.conversationId) ?? {};
      const missed = one.first > sequence + 1 ? await missedWords(one, sequence) : [];
      const fresh = new Set([...missed, ...one.words].filter((it) => !words.includes(it)));
      if (one.last <= sequence && fresh.size === 0) {
        continue;
      }
      writes.push({
        updateOne: {
          filter: { _id: one.conversationId },
          update: {
            $setOnInsert: { workspaceId: one.workspaceId },
            $max: { sequence: one.last },
            $push: { words: { $each: [...fresh], $slice: -mostWords } },
          },
          upsert: true,
        },
      });
    }
    if (writes.length > 0) {
      await model.bulkWrite(writes, { ordered: false });
    }
  };

  async function missedWords(
    { conversationId, first }: IndexedMessages,
    sequence: number,
  ): Promise<readonly string[]> {
    const found = await messages
      .find({ conversationId, sequence: { $gt: sequence, $lt: first } })
      .sort({ sequence: -1 })
      .limit(mostRead)
      .toArray();
    return found.reverse().flatMap(wordsOfMessage);
  }
}
