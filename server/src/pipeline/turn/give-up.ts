import { runningTimers } from "@chatloom/runtime";
import { addMessage } from "../../domain/add-message.ts";
import { applyCaseOutcome } from "../../domain/apply-case-outcome.ts";
import { applyOutcome } from "../../domain/apply-outcome.ts";
import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import { changed, withPendingWrites } from "../../domain/conversation-shape.ts";
import type { DeadLetterDoc } from "../../domain/dead-letter-doc.ts";
import type { WaitingInbound } from "../../domain/inbound-doc.ts";
import { newId } from "../../domain/new-id.ts";
import { withoutAnswer } from "../../domain/sensitive-answer.ts";
import { addSideEffect } from "../../domain/settle-effects.ts";
import type { TurnContext } from "../../domain/turn-draft.ts";
import { seal } from "../../secrets/secret-box.ts";
import type { PipelineServices } from "../pipeline-services.ts";
import type { Calls } from "./calls.ts";
import type { ConversationLease } from "./conversation-lease.ts";
import { withoutFlushed } from "./flush-pending-writes.ts";
import type { Step } from "./next-step.ts";

/**
 * Takes out of a conversation's way what failed too often at a step: the run takes its error path, or the rest goes to the dead
 * letters with an alert. Throws the error where nothing can be taken out.
 */
export async function giveUp(
  services: PipelineServices,
  lease: ConversationLease,
  calls: Calls,
  step: Step["do"],
  error: unknown,
): Promise<void> {
  switch (step) {
    case "receive":
      return giveUpInput(services, lease, calls, error);
    case "flush":
      return giveUpPendingWrites(services, lease);
    case "adopt":
    case "send":
    case "settle":
      return giveUpSend(services, lease, error);
    case "forward":
    case "settleForward":
      return giveUpForward(services, lease, error);
    default:
      throw error;
  }
}

/** The input that is processed first is the one that fails: after a failure they are processed one by one. */
async function giveUpInput(
  services: PipelineServices,
  lease: ConversationLease,
  calls: Calls,
  error: unknown,
): Promise<void> {
  const message = messageOf(error);
  const [answer] = calls.answers();
  if (answer?.input.type === "effectAnswered") {
    calls.replace(answer, { code: "value.not-storable", message });
    return;
  }
  const now = services.context.now();
  const { state } = lease;
  const timer = runningTimers(state).find((it) => it.at <= now);
  const [held] = state.held;
  if (answer || timer || held) {
    if (answer) {
      calls.settled([answer]);
    }
    // The run waits for what it will never be given.
    const without = {
      calls: state.calls.filter((it) => it.id !== answer?.id),
      timers: answer ? state.timers : state.timers.filter((it) => it !== timer),
      held: answer || timer ? state.held : state.held.slice(1),
      run: undefined,
      position: undefined,
    };
    return lease.write((before) => alert(changed(before, without), message));
  }
  const waiting = await services.inbound.waitingFor([...state.keys, `#${state._id}`]);
  const event = waiting.find((it) => !state.pendingWrites.consumed.includes(it._id));
  if (!event) {
    throw error;
  }
  const { secretKey } = services.context.config;
  const moment = { now, seal: (text: string, bound: string) => seal(secretKey, text, bound) };
  await lease.write((before) => alert(withFailedEvent(before, event, message, moment), message));
}

/** Adds the contact's message to the thread, unanswered; a member can give it to the bot again. */
function withFailedEvent(
  before: ConversationDoc,
  { _id, event, key }: WaitingInbound,
  reason: string,
  { now, seal }: Pick<TurnContext, "now" | "seal">,
): ConversationDoc {
  const consumed = [...before.pendingWrites.consumed, _id];
  const state = withPendingWrites(before, { consumed });
  if (event.kind !== "message" || !isContent(event.content)) {
    return state;
  }
  const { conversation, message } = addMessage(state, {
    direction: "incoming",
    author: { type: "contact", id: state.contactId, name: state.contactName },
    ...withoutAnswer(state, { seal }, event.content),
    platformId: event.messageId,
    key,
    at: event.at,
  });
  const { workspaceId, _id: conversationId, channelId, contactName } = conversation;
  const letter: DeadLetterDoc = {
    _id: message._id,
    workspaceId,
    conversationId,
    channelId,
    contactName,
    reason: { code: "input.failed", message: reason },
    attempts: 1,
    author: "contact",
    content: message.content,
    at: now,
  };
  const { deadLetters } = conversation.pendingWrites;
  const unread = conversation.unread + 1;
  return withPendingWrites(changed(conversation, { unread }), {
    deadLetters: [...deadLetters, letter],
  });
}

/** Checks the content, because the document that failed may be broken itself. */
function isContent(content: unknown): boolean {
  return typeof content === "object" && content !== null && "kind" in content;
}

/** Carries out what can be, piece by piece; the rest is lost, and the team is told. */
async function giveUpPendingWrites(
  services: PipelineServices,
  lease: ConversationLease,
): Promise<void> {
  const { state } = lease;
  const problems = await services.pendingWriter.salvage(state);
  services.onFlushed(state);
  lease.amend(withoutFlushed(state.pendingWrites));
  for (const message of problems) {
    lease.amend((before) => alert(before, message));
  }
}

async function giveUpSend(
  services: PipelineServices,
  lease: ConversationLease,
  error: unknown,
): Promise<void> {
  const [head] = lease.state.outbox;
  if (!head) {
    throw error;
  }
  const message = messageOf(error);
  const outcome = {
    kind: "failed",
    failure: "content",
    reason: { code: "send.failed", message },
  } as const;
  const moment = { now: services.context.now(), chance: 0 };
  lease.amend((before) => {
    const failed = applyOutcome(before, head.id, outcome, moment);
    const outbox = failed.outbox.filter((it) => it.id !== head.id);
    return alert(changed(failed, { outbox }), message);
  });
  await lease.write();
}

async function giveUpForward(
  services: PipelineServices,
  lease: ConversationLease,
  error: unknown,
): Promise<void> {
  const [head] = lease.state.forwards ?? [];
  if (!head) {
    throw error;
  }
  const reason = { code: "forward.failed", message: messageOf(error) };
  const outcome = { kind: "failed", failure: "content", reason } as const;
  const moment = { now: services.context.now(), chance: 0 };
  await lease.write((before) => applyCaseOutcome(before, head.id, outcome, moment));
}

function alert(conversation: ConversationDoc, message: string): ConversationDoc {
  return addSideEffect(conversation, {
    type: "alert",
    id: newId(),
    flowId: "",
    nodeId: "",
    code: "work.failed",
    message: `Something could not be processed: ${message}`,
    reason: { code: "work.failed", message },
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
