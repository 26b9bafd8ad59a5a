import type { Effect } from "@chatloom/runtime";
import { addMessage } from "./add-message.ts";
import { applyContactChanges } from "./apply-contact-changes.ts";
import type { ConversationDoc, SideEffect } from "./conversation-doc.ts";
import { changed, withPendingWrites } from "./conversation-shape.ts";
import type { OutboxEntry } from "./outbox-entry.ts";
import type { TurnContext, TurnDraft } from "./turn-draft.ts";

/** Writes down what a turn asks for: what becomes of the conversation, and what is still to be carried out. Nothing happens yet. */
export function settleEffects(
  draft: TurnDraft,
  effects: readonly Effect[],
  turnContext: TurnContext,
): TurnDraft {
  return effects.reduce((before, effect) => settle(before, effect, turnContext), draft);
}

function settle(before: TurnDraft, effect: Effect, turnContext: TurnContext): TurnDraft {
  const { conversation } = before;
  const become = (changes: Partial<ConversationDoc>): TurnDraft => ({
    ...before,
    conversation: changed(conversation, changes),
  });
  switch (effect.type) {
    case "send":
      return { ...before, conversation: send(conversation, effect, turnContext) };
    case "typing":
      return become({ outbox: [...conversation.outbox, typing(effect)] });
    case "startTimer": {
      const { timerId: id, at, purpose } = effect;
      return become({ timers: [...without(conversation, id), { id, at, purpose }] });
    }
    case "cancelTimer":
      return become({ timers: without(conversation, effect.timerId) });
    case "callHttp":
    case "callLlm":
    case "runCode":
      return become({ calls: [...conversation.calls, effect] });
    case "handOff":
      return { ...before, conversation: handOff(conversation, effect, turnContext.now) };
    case "takeBack":
      return become({ handler: "bot", waitingSince: undefined, updatedAt: turnContext.now });
    case "updateContact": {
      const { contact } = applyContactChanges(before.contact, effect.changes);
      return { ...before, contact, conversation: addSideEffect(conversation, effect) };
    }
    case "setWorkspaceVariable": {
      const variables = { ...before.variables, [effect.name]: effect.value };
      return { ...before, variables, conversation: addSideEffect(conversation, effect) };
    }
    case "assign":
      return effect.to === "nobody"
        ? become({ assigneeId: undefined, assigneeName: undefined })
        : { ...before, conversation: addSideEffect(conversation, effect) };
    case "notify":
    case "alert":
      return { ...before, conversation: addSideEffect(conversation, effect) };
    case "track":
      // Kept with the turn's record, where reports read it.
      return before;
  }
}

function send(
  conversation: ConversationDoc,
  effect: Extract<Effect, { type: "send" }>,
  { now, local }: TurnContext,
): ConversationDoc {
  const arrived = local && conversation.outbox.length === 0;
  const { conversation: next, message } = addMessage(conversation, {
    direction: "outgoing",
    author: { type: "bot" },
    content: effect.content,
    outboxId: effect.id,
    delivery: arrived ? "sent" : "queued",
    flowId: effect.flowId,
    nodeId: effect.nodeId,
    at: now,
  });
  if (arrived) return next;
  const entry: OutboxEntry = {
    id: effect.id,
    kind: "message",
    state: "queued",
    attempts: 0,
    nextAt: 0,
    messageId: message._id,
    author: "bot",
    content: effect.content,
  };
  return changed(next, { outbox: [...next.outbox, entry] });
}

function typing({ id, seconds }: Extract<Effect, { type: "typing" }>): OutboxEntry {
  return { id, kind: "typing", state: "queued", attempts: 0, nextAt: 0, seconds };
}

function handOff(
  conversation: ConversationDoc,
  effect: Extract<Effect, { type: "handOff" }>,
  now: number,
): ConversationDoc {
  const { conversation: next } = addMessage(conversation, {
    direction: "event",
    author: { type: "bot" },
    event: "handedOff",
    content: { kind: "text", text: effect.note ?? "" },
    flowId: effect.flowId,
    nodeId: effect.nodeId,
    at: now,
  });
  const waiting = changed(next, {
    handler: "waiting",
    waitingSince: now,
    resolved: false,
    updatedAt: Math.max(conversation.updatedAt, now),
  });
  if (effect.assignTo === "anyone") return waiting;
  const { id, flowId, nodeId, assignTo: to, memberId } = effect;
  return addSideEffect(waiting, {
    type: "assign",
    id,
    flowId,
    nodeId,
    to,
    ...(memberId !== undefined && { memberId }),
  });
}

/** The conversation with one more thing to do after its write. */
export function addSideEffect(
  conversation: ConversationDoc,
  sideEffect: SideEffect,
): ConversationDoc {
  return withPendingWrites(conversation, {
    sideEffects: [...conversation.pendingWrites.sideEffects, sideEffect],
  });
}

function without(conversation: ConversationDoc, timerId: string) {
  return conversation.timers.filter((it) => it.id !== timerId);
}
