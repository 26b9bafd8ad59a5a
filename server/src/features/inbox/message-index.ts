import { handlers } from "@chatloom/api-schema";
import type { ServerContext } from "../../context/server-context.ts";
import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import type { MessageDoc } from "../../domain/message-doc.ts";
import { conversations } from "../../records/conversation-model.ts";
import { indexContacts } from "../../records/index-contacts.ts";
import { searchProgress } from "../../records/search-progress-model.ts";
import { workspaces } from "../../records/workspace.ts";
import { isStoreAway } from "../../store/is-store-away.ts";
import { createWordsWriter, type IndexedMessages, wordsOfMessage } from "./words-writer.ts";

/** Keeps the words of messages for search, beside the turns. */
export interface MessageIndex {
  /** Queues messages that a conversation has just written. */
  readonly written: (conversation: ConversationDoc) => void;
  readonly start: () => void;
  /** Writes the queued entries. */
  readonly close: () => Promise<void>;
}

const writeAfterMs = 1_000;
/** How often the index is compared, to find messages that a killed process had queued but not written. */
const checkEveryMs = 60_000;
const overlapMs = 120_000;
/** The messages of a conversation that changed just now may not be written yet. */
const settleMs = 10_000;
const pageSize = 300;
/** A pause between two pages of a first run, so that other queries can run. */
const pauseMs = 100;
const progressId = "messages";

/** Made once per server. */
export function createMessageIndex(context: ServerContext): MessageIndex {
  const { connection, log, now } = context;
  const progress = searchProgress(connection);
  const write = createWordsWriter(connection);
  let taken = new Map<string, IndexedMessages>();
  let writing = Promise.resolve();
  let checking = Promise.resolve();
  let planned: NodeJS.Timeout | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  return {
    written({ _id, workspaceId, pendingWrites: { messages } }) {
      if (messages.length === 0 || closed) {
        return;
      }
      const fresh = indexed(_id, String(workspaceId), messages);
      const known = taken.get(_id);
      taken.set(_id, known ? joined(known, fresh) : fresh);
      planned ??= setTimeout(writeSoon, writeAfterMs);
      planned.unref();
    },
    start() {
      timer = setInterval(checkSoon, checkEveryMs);
      timer.unref();
      checkSoon();
    },
    async close() {
      closed = true;
      clearTimeout(planned);
      clearInterval(timer);
      writeSoon();
      await Promise.all([writing, checking]);
    },
  };

  function writeSoon(): void {
    planned = undefined;
    const group = [...taken.values()];
    taken = new Map();
    writing = writing.then(() => write(group)).catch(report);
  }

  function checkSoon(): void {
    checking = checking.then(check).catch(report);
  }

  /** Indexes conversations that changed since the last check and have messages that are not in the index. */
  async function check(): Promise<void> {
    const begun = now();
    const last = await progress.findOne({ _id: progressId }).lean();
    const since = (last?.checkedTo ?? 0) - overlapMs;
    for (const { _id } of await workspaces(connection).find({}, { _id: 1 }).lean()) {
      await checkWorkspace(String(_id), since, begun - settleMs);
      while (!closed && (await indexContacts(connection, _id))) {
        await pause();
      }
    }
    if (closed) {
      return;
    }
    const done = { $max: { checkedTo: begun } };
    await progress.updateOne({ _id: progressId }, done, { upsert: true });
  }

  async function checkWorkspace(workspaceId: string, since: number, until: number): Promise<void> {
    const model = conversations(connection).in(workspaceId);
    let from = since;
    while (!closed) {
      const page = await model.find(
        {
          resolved: { $in: [false, true] },
          handler: { $in: handlers },
          updatedAt: { $gte: from, $lte: until },
        },
        {
          sort: { updatedAt: 1 },
          limit: pageSize,
          projection: { sequence: 1, updatedAt: 1 },
        },
      );
      await write(
        page.map(({ _id, sequence }) => ({
          conversationId: String(_id),
          workspaceId,
          first: sequence + 1,
          last: sequence,
          words: [],
        })),
      );
      const newest = page.at(-1)?.updatedAt;
      if (page.length < pageSize || newest === undefined) {
        return;
      }
      // A page with equal times would be read again for ever.
      from = newest === from ? newest + 1 : newest;
      await pause();
    }
  }

  function report(error: unknown): void {
    if (!closed && !isStoreAway(error)) {
      log.error({ err: error }, "failed to index messages");
    }
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, pauseMs));
}

function indexed(
  conversationId: string,
  workspaceId: string,
  messages: readonly MessageDoc[],
): IndexedMessages {
  const sequences = messages.map((it) => it.sequence);
  return {
    conversationId,
    workspaceId,
    first: Math.min(...sequences),
    last: Math.max(...sequences),
    words: messages.flatMap(wordsOfMessage),
  };
}

function joined(one: IndexedMessages, other: IndexedMessages): IndexedMessages {
  return {
    ...one,
    first: Math.min(one.first, other.first),
    last: Math.max(one.last, other.last),
    words: [...one.words, ...other.words],
  };
}
