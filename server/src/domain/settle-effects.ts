import { defined } from "@chatloom/flows-schema";
import { type Effect, settleEffects as settleShell } from "@chatloom/runtime";
import { addEvent } from "./add-event.ts";
import { addMessage } from "./add-message.ts";
import { applyAssignmentRules } from "./apply-assignment-rules.ts";
import type { AwaitedCall } from "./awaited-call.ts";
import type { ContactDoc } from "./contact-doc.ts";
import type { ConversationDoc, SideEffect } from "./conversation-doc.ts";
import { changed, withPendingWrites } from "./conversation-shape.ts";
import { endCase } from "./end-case.ts";
import { enqueue } from "./enqueue.ts";
import { hasRoom } from "./has-room.ts";
import { openCase } from "./open-case.ts";
import type { OutboxEntry } from "./outbox-entry.ts";
import { storedPriority } from "./priority-of.ts";
import type { TurnContext, TurnDraft } from "./turn-draft.ts";

/**
 * Writes down what a turn asks for: what becomes of the conversation, and what is still to be carried out. Nothing happens yet. What
 * every shell of the engine does alike comes from the runtime.
 */
export function settleEffects(
  draft: TurnDraft,
  effects: readonly Effect[],
  turnContext: TurnContext,
): TurnDraft {
  const { contact, variables } = draft;
  const { handler, waitingSince, pausedAt, returnsAt, handoff, timers, calls } = draft.conversation;
  const shell = {
    contact,
    variables,
    handler,
    waitingSince,
    pausedAt,
    returnsAt,
    handoff,
    timers,
    calls,
  };
  const settled = settleShell(shell, effects, turnContext.now);
  const made = turnContext.marketing
    ? settled.calls.map((it) => markUnasked(it, calls))
    : settled.calls;
  const conversation = changed(draft.conversation, {
    handler: settled.handler,
    waitingSince: settled.waitingSince,
    pausedAt: settled.pausedAt,
    returnsAt: settled.returnsAt,
    handoff: settled.handoff,
    timers: settled.timers,
    calls: made,
  });
  return {
    conversation: effects.reduce(
      (before, it) => record(before, it, settled.contact, turnContext),
      conversation,
    ),
    contact: settled.contact,
    variables: settled.variables,
  };
}

/** Marks a call that the turn of a campaign made. */
function markUnasked(call: AwaitedCall, before: readonly AwaitedCall[]): AwaitedCall {
  return before.includes(call) ? call : { ...call, unasked: true };
}

/** The server's own part: messages, the outbox, the thread, and side effects. */
function record(
  conversation: ConversationDoc,
  effect: Effect,
  contact: ContactDoc,
  turnContext: TurnContext,
): ConversationDoc {
  switch (effect.type) {
    case "send":
      return send(conversation, effect, turnContext);
    case "typing":
      // Between messages that arrive together nobody types.
      return hasRoom(conversation.outbox.at(-1), turnContext.abilities.messagesPerCall ?? 1)
        ? conversation
        : changed(conversation, { outbox: [...conversation.outbox, typing(effect)] });
    case "handOff":
      return handOff(conversation, effect, contact, turnContext);
    case "escalate":
      return escalate(conversation, effect, turnContext.now);
    case "routed":
      return routed(conversation, effect, turnContext.now);
    case "takeBack":
      return changed(endCase(conversation), {
        queuedAt: undefined,
        updatedAt: turnContext.now,
      });
    case "assign":
      return effect.to === "nobody"
        ? changed(conversation, { assigneeId: undefined, assigneeName: undefined })
        : addSideEffect(conversation, effect);
    case "updateContact":
    case "setWorkspaceVariable":
    case "notify":
    case "alert":
      return addSideEffect(conversation, effect);
    case "moveRun": {
      const { marketing: unasked, ofCampaign } = turnContext;
      const { id: broadcast, countClicks } = (ofCampaign && conversation.broadcast) || {};
      const campaign = { marketing: ofCampaign, unasked, broadcast, countClicks };
      return addSideEffect(conversation, { ...effect, ...campaign });
    }
    case "track":
      return effect.event !== "flowStarted" && effect.event !== "flowEnded"
        ? addSideEffect(conversation, effect)
        : conversation;
    default:
      // The runtime has settled it, or it is kept with the turn's record only.
      return conversation;
  }
}

function send(
  conversation: ConversationDoc,
  effect: Extract<Effect, { type: "send" }>,
  { now, local, campaign, marketing, broadcastId, countClicks, abilities }: TurnContext,
): ConversationDoc {
  const arrived = local && !marketing && conversation.outbox.length === 0;
  const { conversation: next, message } = addMessage(conversation, {
    direction: "outgoing",
    author: { type: "bot" },
    content: effect.content,
    outboxId: effect.id,
    delivery: arrived ? "sent" : "queued",
    flowId: effect.flowId,
    nodeId: effect.nodeId,
    ...defined({ sources: effect.sources }),
    broadcastId,
    ...defined({ counted: countClicks || undefined, marketing: marketing || undefined }),
    at: now,
  });
  if (arrived) {
    return next;
  }
  const entry = {
    id: effect.id,
    kind: "message",
    state: "queued",
    attempts: 0,
    nextAt: 0,
    messageId: message._id,
    author: "bot",
    content: effect.content,
    menu: effect.menu,
    campaign,
    marketing,
    ...defined({ countedFor: countClicks ? broadcastId : undefined }),
  } as const;
  return enqueue(next, entry, now, abilities.messagesPerCall);
}

function typing({ id, seconds }: Extract<Effect, { type: "typing" }>): OutboxEntry {
  return { id, kind: "typing", state: "queued", attempts: 0, nextAt: 0, seconds };
}

const routedTo = {
  flow: "routedToFlow",
  people: "routedToPeople",
  nobody: "routedToNobody",
} as const;

/** Tells in the thread which routing rule decided. */
function routed(
  conversation: ConversationDoc,
  { rule, answer, flow }: Extract<Effect, { type: "routed" }>,
  now: number,
): ConversationDoc {
  const text = answer === "flow" ? `${rule} → ${flow}` : rule;
  return addEvent(conversation, routedTo[answer], { type: "bot" }, now, text);
}

function handOff(
  conversation: ConversationDoc,
  effect: Extract<Effect, { type: "handOff" }>,
  contact: ContactDoc,
  turnContext: TurnContext,
): ConversationDoc {
  const { now } = turnContext;
  const { conversation: next } = addMessage(conversation, {
    direction: "event",
    author: { type: "bot" },
    event: "handedOff",
    content: { kind: "text", text: effect.note ?? "" },
    flowId: effect.flowId,
    nodeId: effect.nodeId,
    at: now,
  });
  const { assignTo } = effect;
  const waiting = changed(next, {
    resolved: false,
    teamId: assignTo === "team" ? effect.teamId : conversation.teamId,
    priority: storedPriority(effect.priority),
    queuedAt: now,
    ...((assignTo === "team" || assignTo === "skill" || assignTo === "desk") && {
      assigneeId: undefined,
      assigneeName: undefined,
    }),
    updatedAt: Math.max(conversation.updatedAt, now),
  });
  if (effect.desk !== undefined) {
    return openCase(waiting, effect, now);
  }
  if (assignTo === "anyone") {
    return ruled(waiting, effect, contact, turnContext);
  }
  // A step that names how members are chosen leaves it to the queue.
  const queued = assignTo === "roundRobin" && effect.distribution !== undefined;
  if (queued || (assignTo !== "member" && assignTo !== "roundRobin")) {
    return waiting;
  }
  const { id, flowId, nodeId, memberId } = effect;
  return addSideEffect(waiting, {
    type: "assign",
    id,
    flowId,
    nodeId,
    to: assignTo,
    memberId,
  });
}

/** Applies the assignment rules to a conversation that anyone may take. */
function ruled(
  waiting: ConversationDoc,
  { id, flowId, nodeId }: Extract<Effect, { type: "handOff" }>,
  contact: ContactDoc,
  turnContext: TurnContext,
): ConversationDoc {
  const { conversation, memberId } = applyAssignmentRules(waiting, contact, turnContext);
  const chosen = memberId !== undefined && conversation.handoff?.distribution === "manual";
  return chosen
    ? addSideEffect(conversation, { type: "assign", id, flowId, nodeId, to: "member", memberId })
    : conversation;
}

/** Another team is to take what nobody took. Whoever it was assigned to has not come. */
function escalate(
  conversation: ConversationDoc,
  { teamId, flowId, nodeId }: Extract<Effect, { type: "escalate" }>,
  now: number,
): ConversationDoc {
  const { conversation: next } = addMessage(conversation, {
    direction: "event",
    author: { type: "bot" },
    event: "escalated",
    content: { kind: "text", text: "" },
    flowId,
    nodeId,
    at: now,
  });
  return changed(next, {
    teamId,
    assigneeId: undefined,
    assigneeName: undefined,
    queuedAt: conversation.queuedAt ?? conversation.waitingSince ?? now,
    updatedAt: Math.max(conversation.updatedAt, now),
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
