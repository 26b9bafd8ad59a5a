import type { Connection } from "mongoose";
import {
  type Chore,
  type ConversationDoc,
  type Derived,
  nothingDerived,
} from "../../domain/conversation-doc.ts";
import { changed } from "../../domain/conversation-shape.ts";
import type { DeadLetterDoc } from "../../domain/dead-letter-doc.ts";
import { isNothing } from "../../domain/derived-text.ts";
import type { TurnDoc } from "../../domain/turn-doc.ts";
import { deadLettersOf } from "../../records/dead-letter-model.ts";
import type { InboundStore } from "../../records/inbound-store.ts";
import type { MessageStore } from "../../records/message-store.ts";
import { turnCollection } from "../../records/turn-model.ts";
import { createBatch } from "../../store/batch.ts";
import { refusedDuplicates } from "../../store/duplicate-key.ts";

/** Writes what follows from a conversation's guarded writes. All of it may be done twice. */
export type Derive = (conversation: ConversationDoc) => Promise<void>;

/** Made once per server. `chore` carries one effect beyond the conversation out. */
export function createDerive(
  connection: Connection,
  parts: {
    readonly messages: MessageStore;
    readonly inbound: InboundStore;
    readonly chore: (conversation: ConversationDoc, chore: Chore) => Promise<void>;
  },
): Derive {
  const turns = turnCollection(connection);
  const writeTurns = createBatch(async (group: readonly (readonly TurnDoc[])[]) => {
    await refusedDuplicates(turns.insertMany(group.flat(), { ordered: false }));
    return group.map(() => undefined);
  });

  return async (conversation) => {
    const { derived } = conversation;
    await Promise.all([
      parts.messages.write(derived.messages),
      derived.turns.length > 0 && writeTurns(derived.turns),
      writeDeadLetters(connection, derived.deadLetters),
      // The conversation itself remembers what it consumed until all of this is done.
      parts.inbound.done(derived.consumed),
    ]);
    await parts.messages.change(derived.changes);
    for (const chore of derived.chores) await parts.chore(conversation, chore);
  };
}

/**
 * The conversation without what has been derived; what was decided meanwhile stays. It holds ids alone: this may wait in memory for its
 * write while the conversation lingers.
 */
export function clearDerived(done: Derived): (conversation: ConversationDoc) => ConversationDoc {
  const written: Written = {
    messages: done.messages.map(({ _id, delivery }) => [_id, delivery]),
    changes: done.changes.map((it) => it.id),
    turns: done.turns.map((it) => it._id),
    consumed: done.consumed,
    deadLetters: done.deadLetters.map((it) => it._id),
    chores: done.chores.map((it) => it.id),
  };
  return (conversation) => {
    const left = without(conversation.derived, written);
    return changed(conversation, { derived: isNothing(left) ? nothingDerived : left });
  };
}

/** What has been written, by its ids; messages as they stood. */
interface Written {
  readonly messages: readonly (readonly [id: string, delivery: string | undefined])[];
  readonly changes: readonly string[];
  readonly turns: readonly string[];
  readonly consumed: readonly string[];
  readonly deadLetters: readonly string[];
  readonly chores: readonly string[];
}

function without(derived: Derived, written: Written): Derived {
  return {
    messages: derived.messages.filter(
      (it) => !written.messages.some(([id, delivery]) => id === it._id && delivery === it.delivery),
    ),
    changes: derived.changes.filter((it) => !written.changes.includes(it.id)),
    turns: derived.turns.filter((it) => !written.turns.includes(it._id)),
    consumed: derived.consumed.filter((it) => !written.consumed.includes(it)),
    deadLetters: derived.deadLetters.filter((it) => !written.deadLetters.includes(it._id)),
    chores: derived.chores.filter((it) => !written.chores.includes(it.id)),
  };
}

/** Whether there is anything to derive. */
export function hasDerived({ derived }: ConversationDoc): boolean {
  return !isNothing(derived);
}

async function writeDeadLetters(
  connection: Connection,
  letters: readonly DeadLetterDoc[],
): Promise<void> {
  for (const { _id, ...letter } of letters) {
    await deadLettersOf(connection).updateOne({ _id }, { $set: letter }, { upsert: true });
  }
}
