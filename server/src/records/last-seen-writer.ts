import type { Connection } from "mongoose";
import type { Logger } from "pino";
import type { ConversationDoc } from "../domain/conversation-doc.ts";
import { contactsOf } from "./contact-model.ts";

const writeEveryMs = 5_000;

/** Writes when contacts last wrote, beside the turns. */
export interface LastSeenWriter {
  /** Notes what a conversation has just written. */
  readonly written: (conversation: ConversationDoc) => void;
  /** Writes what is noted. */
  readonly close: () => Promise<void>;
}

/** Made once per server. What a killed process had noted comes with the contact's next message. */
export function createLastSeenWriter(connection: Connection, log: Logger): LastSeenWriter {
  let noted = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();

  return {
    written({ contactId, lastIncomingAt, pendingWrites: { messages } }) {
      if (lastIncomingAt === undefined || !messages.some((it) => it.direction === "incoming")) {
        return;
      }
      noted.set(contactId, Math.max(lastIncomingAt, noted.get(contactId) ?? 0));
      timer ??= setTimeout(writeSoon, writeEveryMs);
      timer.unref();
    },
    async close() {
      clearTimeout(timer);
      writeSoon();
      await writing;
    },
  };

  function writeSoon(): void {
    timer = undefined;
    const group = [...noted];
    noted = new Map();
    writing = writing
      .then(() => write(group))
      .catch((error: unknown) => {
        log.warn({ err: error }, "failed to write when contacts were last seen");
      });
  }

  async function write(group: readonly (readonly [string, number])[]): Promise<void> {
    if (group.length === 0) {
      return;
    }
    await contactsOf(connection).bulkWrite(
      group.map(([_id, at]) => ({
        updateOne: { filter: { _id }, update: { $max: { lastSeenAt: at } } },
      })),
      { ordered: false },
    );
  }
}
