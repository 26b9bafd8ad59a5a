import type { Reason } from "@chatloom/api-schema";
import { giveToBot } from "@chatloom/runtime";
import type { SendFailure } from "../channels/channel.ts";
import type { OpenedCase } from "../desks/desk.ts";
import type { ConversationDoc } from "./conversation-doc.ts";
import { changed, withPendingWrites } from "./conversation-shape.ts";
import type { CaseEntry } from "./desk-case.ts";
import type { MessageDoc } from "./message-doc.ts";
import { newId } from "./new-id.ts";
import { mostAttempts, retryDelay } from "./retry-delay.ts";
import { addSideEffect } from "./settle-effects.ts";

/** The result of one attempt in a helpdesk. */
export type CaseOutcome =
  | {
      readonly kind: "done";
      readonly opened?: Pick<OpenedCase, "id" | "memory">;
      /** Epoch milliseconds by the helpdesk's clock, where it told. */
      readonly at?: number;
    }
  | { readonly kind: "later"; readonly reason: Reason; readonly afterMs: number | undefined }
  | {
      readonly kind: "failed";
      readonly reason: Reason;
      readonly failure: SendFailure["kind"];
      /** The content of the failed forward, for the dead letters. */
      readonly message?: MessageDoc;
    };

/** A contact does not wait longer for a case than about a minute: then the flow goes on through its error port. */
const mostToOpen = 6;

/** Applies an attempt's outcome to the conversation. A second time changes nothing. */
export function applyCaseOutcome(
  conversation: ConversationDoc,
  entryId: string,
  outcome: CaseOutcome,
  { now, chance }: { readonly now: number; readonly chance: number },
): ConversationDoc {
  const { forwards = [] } = conversation;
  const entry = forwards.find((it) => it.id === entryId);
  if (!entry) {
    return conversation;
  }
  if (outcome.kind === "later") {
    const attempts = entry.attempts + 1;
    if (attempts >= (entry.kind === "open" ? mostToOpen : mostAttempts)) {
      const failed = { ...outcome, kind: "failed", failure: "busy" } as const;
      return applyCaseOutcome(conversation, entryId, failed, { now, chance });
    }
    const nextAt = now + retryDelay(attempts, outcome.afterMs, chance);
    const retried: CaseEntry = { ...entry, state: "queued", attempts, nextAt };
    return changed(conversation, {
      forwards: forwards.map((it) => (it === entry ? retried : it)),
    });
  }
  const rest = changed(conversation, { forwards: forwards.filter((it) => it !== entry) });
  if (outcome.kind === "done") {
    return entry.kind === "open" ? opened(rest, entry, outcome) : rest;
  }
  const next = entry.kind === "open" ? notOpened(rest, entry, outcome.reason, now) : rest;
  const alerted = withAlert(next, entry, outcome.reason);
  return entry.kind === "message" && outcome.message
    ? withDeadLetter(alerted, entry, outcome.message, outcome.reason, now)
    : alerted;
}

function opened(
  conversation: ConversationDoc,
  { deskId }: CaseEntry,
  { opened, at = 0 }: Extract<CaseOutcome, { kind: "done" }>,
): ConversationDoc {
  const { deskCase, keys } = conversation;
  if (!opened) {
    return conversation;
  }
  const key = `${deskId}:${opened.id}`;
  return changed(conversation, {
    keys: keys.includes(key) ? keys : [...keys, key],
    ...(deskCase?.deskId === deskId && {
      deskCase: {
        ...deskCase,
        ...opened,
        state: deskCase.state === "opening" ? "open" : deskCase.state,
        changedAt: Math.max(deskCase.changedAt, at),
      },
    }),
  });
}

/** The flow goes on through the handoff's error port, unless a person has the conversation already. */
function notOpened(
  conversation: ConversationDoc,
  { deskId }: CaseEntry,
  { code, message }: Reason,
  now: number,
): ConversationDoc {
  const { deskCase, forwards = [], held, handler } = conversation;
  const without = changed(conversation, {
    deskCase: deskCase && { ...deskCase, state: "ended" },
    forwards: forwards.filter((it) => it.deskId !== deskId),
  });
  if (handler !== "waiting" || !deskCase) {
    return without;
  }
  const { effectId } = deskCase;
  const input = { type: "effectFailed", effectId, error: { code, message } } as const;
  return changed(without, {
    ...giveToBot(without, now),
    queuedAt: undefined,
    held: [...held, { id: `${effectId}:failed`, input }],
  });
}

function withAlert(
  conversation: ConversationDoc,
  { id, kind }: CaseEntry,
  reason: Reason,
): ConversationDoc {
  return addSideEffect(conversation, {
    type: "alert",
    id: `${id}:failed`,
    flowId: "",
    nodeId: "",
    code: "delivery.failed",
    message: `${failures[kind]}: ${reason.message}`,
    reason,
  });
}

const failures: Readonly<Record<CaseEntry["kind"], string>> = {
  open: "The helpdesk did not take a conversation",
  message: "A message could not be forwarded to the helpdesk",
  note: "A note could not be written in the helpdesk",
  close: "A case could not be ended in the helpdesk",
};

function withDeadLetter(
  conversation: ConversationDoc,
  { deskId, attempts }: CaseEntry,
  { _id: messageId, content, author }: MessageDoc,
  reason: Reason,
  now: number,
): ConversationDoc {
  const { workspaceId, _id: conversationId, contactName, pendingWrites } = conversation;
  const letter = {
    _id: newId(),
    workspaceId,
    conversationId,
    channelId: deskId,
    contactName,
    reason,
    attempts: attempts + 1,
    author: author.type === "contact" ? "contact" : author.type === "bot" ? "bot" : "human",
    content,
    forwarded: messageId,
    at: now,
  } as const;
  return withPendingWrites(conversation, { deadLetters: [...pendingWrites.deadLetters, letter] });
}
