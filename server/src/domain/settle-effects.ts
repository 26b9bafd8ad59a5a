import type { Effect } from "@chatloom/runtime";
import { addMessage } from "./add-message.ts";
import { applyContactChanges } from "./apply-contact-changes.ts";
import type { Chore, ConversationDoc } from "./conversation-doc.ts";
import { changed, changedDerived } from "./conversation-shape.ts";
import type { OutboxEntry } from "./outbox-entry.ts";
import type { Situation, Surroundings } from "./situation.ts";

/** Writes down what a turn asks for: what becomes of the conversation, and what is still to be carried out. Nothing happens yet. */
export function settleEffects(
  situation: Situation,
  effects: readonly Effect[],
  surroundings: Surroundings,
): Situation {
  return effects.reduce((before, effect) => settle(before, effect, surroundings), situation);
}

function settle(before: Situation, effect: Effect, surroundings: Surroundings): Situation {
  const { conversation } = before;
  const become = (changes: Partial<ConversationDoc>): Situation => ({
    ...before,
    conversation: changed(conversation, changes),
  });
  switch (effect.type) {
    case "send":
      return { ...before, conversation: send(conversation, effect, surroundings) };
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
      return { ...before, conversation: handOff(conversation, effect, surroundings.now) };
    case "takeBack":
      return become({ handler: "bot", waitingSince: undefined, updatedAt: surroundings.now });
    case "updateContact": {
      const { contact } = applyContactChanges(before.contact, effect.changes);
      return { ...before, contact, conversation: addChore(conversation, effect) };
    }
    case "setWorkspaceVariable": {
      const variables = { ...before.variables, [effect.name]: effect.value };
      return { ...before, variables, conversation: addChore(conversation, effect) };
    }
    case "assign":
      return effect.to === "nobody"
        ? become({ assigneeId: undefined, assigneeName: undefined })
        : { ...before, conversation: addChore(conversation, effect) };
    case "notify":
    case "alert":
      return { ...before, conversation: addChore(conversation, effect) };
    case "track":
      // Kept with the turn's record, where reports read it.
      return before;
  }
}

function send(
  conversation: ConversationDoc,
  effect: Extract<Effect, { type: "send" }>,
  { now, local }: Surroundings,
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
  const { conversation: told } = addMessage(conversation, {
    direction: "event",
    author: { type: "bot" },
    event: "handedOff",
    content: { kind: "text", text: effect.note ?? "" },
    flowId: effect.flowId,
    nodeId: effect.nodeId,
    at: now,
  });
  const waiting = changed(told, {
    handler: "waiting",
    waitingSince: now,
    resolved: false,
    updatedAt: Math.max(conversation.updatedAt, now),
  });
  if (effect.assignTo === "anyone") return waiting;
  const { id, flowId, nodeId, assignTo: to, memberId } = effect;
  return addChore(waiting, {
    type: "assign",
    id,
    flowId,
    nodeId,
    to,
    ...(memberId !== undefined && { memberId }),
  });
}

/** The conversation with one more thing to do after its write. */
export function addChore(conversation: ConversationDoc, chore: Chore): ConversationDoc {
  return changedDerived(conversation, { chores: [...conversation.derived.chores, chore] });
}

function without(conversation: ConversationDoc, timerId: string) {
  return conversation.timers.filter((it) => it.id !== timerId);
}
