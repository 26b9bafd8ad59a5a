import type { Connection } from "mongoose";
import {
  type ConversationDoc,
  noPendingWrites,
  type PendingWrites,
  type SideEffect,
} from "../../domain/conversation-doc.ts";
import { changed } from "../../domain/conversation-shape.ts";
import type { DeadLetterDoc } from "../../domain/dead-letter-doc.ts";
import type { MessageDoc } from "../../domain/message-doc.ts";
import { changedMessage } from "../../domain/message-shape.ts";
import { isEmpty } from "../../domain/pending-writes-text.ts";
import type { TurnDoc } from "../../domain/turn-doc.ts";
import { webhookMessagesOf } from "../../domain/webhook-message.ts";
import { deadLettersOf } from "../../records/dead-letter-model.ts";
import type { InboundStore } from "../../records/inbound-store.ts";
import type { MessageStore } from "../../records/message-store.ts";
import { turnCollection } from "../../records/turn-model.ts";
import type { WebhookOutbox } from "../../records/webhook-outbox.ts";
import { createBatch } from "../../store/batch.ts";
import { refusedDuplicates } from "../../store/duplicate-key.ts";
import { isStoreAway } from "../../store/is-store-away.ts";

/** Carries out the pending writes of conversations. All of it may be done twice. */
export interface PendingWriter {
  readonly flush: (conversation: ConversationDoc) => Promise<void>;
  /** Carries out each of them alone, whatever becomes of the others; tells what went wrong. */
  readonly salvage: (conversation: ConversationDoc) => Promise<readonly string[]>;
}

/** Made once per server. `sideEffect` carries out one effect beyond the conversation. */
export function createPendingWriter(
  connection: Connection,
  parts: {
    readonly messages: MessageStore;
    readonly inbound: InboundStore;
    readonly webhooks: WebhookOutbox;
    readonly sideEffect: (conversation: ConversationDoc, sideEffect: SideEffect) => Promise<void>;
    readonly now: () => number;
  },
): PendingWriter {
  const turns = turnCollection(connection);
  const writeTurns = createBatch(async (group: readonly (readonly TurnDoc[])[]) => {
    const writtenAt = parts.now();
    const docs = group.flat().map((it) => ({ ...it, writtenAt }));
    await refusedDuplicates(turns.insertMany(docs, { ordered: false }));
    return group.map(() => undefined);
  });

  return {
    async flush(conversation) {
      const { pendingWrites } = conversation;
      const written = Promise.all([
        parts.messages.write(pendingWrites.messages),
        pendingWrites.turns.length > 0 && writeTurns(pendingWrites.turns),
        writeDeadLetters(connection, pendingWrites.deadLetters),
        // The conversation itself remembers what it consumed until all of this is done.
        parts.inbound.done(pendingWrites.consumed),
      ]).then(() => parts.messages.change(pendingWrites.changes));
      // Beside them: other conversations read what a side effect writes.
      const effects = (async () => {
        for (const sideEffect of pendingWrites.sideEffects) {
          await parts.sideEffect(conversation, sideEffect);
        }
      })();
      await Promise.all([written, effects, tellWebhooks(parts.webhooks, conversation)]);
    },
    async salvage(conversation) {
      const { pendingWrites } = conversation;
      const problems: string[] = [];
      const attempt = async (write: () => Promise<unknown>): Promise<boolean> => {
        try {
          await write();
          return true;
        } catch (error) {
          if (isStoreAway(error)) {
            throw error;
          }
          problems.push(error instanceof Error ? error.message : String(error));
          return false;
        }
      };
      for (const message of pendingWrites.messages) {
        const kept = await attempt(() => parts.messages.write([message]));
        // Its place in the thread stays.
        if (!kept) {
          await attempt(() => parts.messages.write([withoutContent(message)]));
        }
      }
      for (const turn of pendingWrites.turns) {
        await attempt(() => writeTurns([turn]));
      }
      for (const letter of pendingWrites.deadLetters) {
        await attempt(() => writeDeadLetters(connection, [letter]));
      }
      await attempt(() => parts.inbound.done(pendingWrites.consumed));
      for (const change of pendingWrites.changes) {
        await attempt(() => parts.messages.change([change]));
      }
      for (const sideEffect of pendingWrites.sideEffects) {
        await attempt(() => parts.sideEffect(conversation, sideEffect));
      }
      return problems;
    },
  };
}

function withoutContent(message: MessageDoc): MessageDoc {
  const content = { kind: "text", text: "" } as const;
  return changedMessage(message, { content, turn: undefined });
}

/** The conversation without the pending writes that are done; what was decided meanwhile stays. */
export function withoutFlushed(
  done: PendingWrites,
): (conversation: ConversationDoc) => ConversationDoc {
  const written: Written = {
    messages: done.messages.map(({ _id, delivery }) => [_id, delivery]),
    changes: done.changes.map((it) => it.id),
    turns: done.turns.map((it) => it._id),
    consumed: done.consumed,
    deadLetters: done.deadLetters.map((it) => it._id),
    sideEffects: done.sideEffects.map((it) => it.id),
  };
  return (conversation) => {
    const left = without(conversation.pendingWrites, written);
    return changed(conversation, { pendingWrites: isEmpty(left) ? noPendingWrites : left });
  };
}

/** The ids of written documents, and the messages as they were written. */
interface Written {
  readonly messages: readonly (readonly [id: string, delivery: string | undefined])[];
  readonly changes: readonly string[];
  readonly turns: readonly string[];
  readonly consumed: readonly string[];
  readonly deadLetters: readonly string[];
  readonly sideEffects: readonly string[];
}

function without(pendingWrites: PendingWrites, written: Written): PendingWrites {
  return {
    messages: pendingWrites.messages.filter(
      (it) => !written.messages.some(([id, delivery]) => id === it._id && delivery === it.delivery),
    ),
    changes: pendingWrites.changes.filter((it) => !written.changes.includes(it.id)),
    turns: pendingWrites.turns.filter((it) => !written.turns.includes(it._id)),
    consumed: pendingWrites.consumed.filter((it) => !written.consumed.includes(it)),
    deadLetters: pendingWrites.deadLetters.filter((it) => !written.deadLetters.includes(it._id)),
    sideEffects: pendingWrites.sideEffects.filter((it) => !written.sideEffects.includes(it.id)),
  };
}

/** Whether any writes are pending. */
export function hasPendingWrites({ pendingWrites }: ConversationDoc): boolean {
  return !isEmpty(pendingWrites);
}

async function writeDeadLetters(
  connection: Connection,
  letters: readonly DeadLetterDoc[],
): Promise<void> {
  for (const { _id, ...letter } of letters) {
    await deadLettersOf(connection).updateOne({ _id }, { $set: letter }, { upsert: true });
  }
}

/** Stores what the writes tell to webhooks. Costs nothing where the workspace has none. */
async function tellWebhooks(webhooks: WebhookOutbox, conversation: ConversationDoc): Promise<void> {
  const { workspaceId } = conversation;
  if (webhooks.hasAny(workspaceId)) {
    const wants = (type: Parameters<WebhookOutbox["wants"]>[1]) =>
      webhooks.wants(workspaceId, type);
    await webhooks.tell(workspaceId, webhookMessagesOf(conversation, wants));
  }
}
