import type { Abilities } from "@chatloom/flows-schema";
import { applyOutcome, markHead } from "../../domain/apply-outcome.ts";
import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import { changed } from "../../domain/conversation-shape.ts";
import { mayFallBack, moveToFallback } from "../../domain/move-to-fallback.ts";
import type { OutboxEntry } from "../../domain/outbox-entry.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { withNote } from "../../domain/receive-desk-event.ts";
import { addSideEffect } from "../../domain/settle-effects.ts";
import { markConnected } from "../../records/connected-channel.ts";
import { countSend } from "../outbound/count-send.ts";
import { deliverEntry, type SendingAccount } from "../outbound/deliver-entry.ts";
import { notingClient } from "../outbound/noting-client.ts";
import { callTimeoutMs } from "../outbound/platform-client.ts";
import type { WaitingSend } from "../outbound/send-queue.ts";
import type { PipelineServices } from "../pipeline-services.ts";
import type { ConversationLease } from "./conversation-lease.ts";
import { findFallback } from "./find-fallback.ts";
import { refusalOfMarketing } from "./refusal-of-marketing.ts";
import { sendOwner } from "./send-owner.ts";
import { showTyping } from "./show-typing.ts";
import { traceWork } from "./trace-work.ts";
import { undeliveredAlert } from "./undelivered-alert.ts";

type MessageEntry = Extract<OutboxEntry, { kind: "message" }>;

/** By then a send that waits for its channel looks for its turn itself, should the process that was to wake it be gone. */
const fallbackMs = 2_000;

/** The send of one conversation that is under way: at most one, so that nothing overtakes. */
export interface Sending {
  /** Begins with the first entry of the outbox. That it is being sent is stored before the platform is called. */
  readonly begin: () => Promise<void>;
  /** The entry whose answer is awaited, or is there and not learnt yet. */
  readonly underWay: () => string | undefined;
  readonly answered: () => boolean;
  /** Learns what came of it; that is stored together with the beginning of the next. */
  readonly settle: () => Promise<void>;
}

interface Begun {
  readonly head: MessageEntry;
  readonly account: SendingAccount | undefined;
  readonly abilities: Abilities;
  outcome?: Outcome;
}

/** `raise` is called when the platform has answered. */
export function createSending(
  services: PipelineServices,
  lease: ConversationLease,
  raise: () => void,
): Sending {
  const { now } = services.context;
  let begun: Begun | undefined;

  return {
    begin,
    underWay: () => begun?.head.id,
    answered: () => begun?.outcome !== undefined,
    settle,
  };

  async function begin(): Promise<void> {
    const [head] = lease.state.outbox;
    if (!head) {
      return;
    }
    if (head.kind === "typing") {
      return showTyping(services, lease, head);
    }
    if (head.kind === "owner") {
      return sendOwner(services, lease, head);
    }
    const { account, abilities } = await services.sendingChannel(lease.state);
    const { waitMs, queued, done } = services.pace.request(
      lease.state,
      waitingSend(head),
      abilities.rate,
    );
    if (waitMs > 0) {
      const nextAt = now() + (queued ? Math.max(fallbackMs, waitMs * 2) : waitMs);
      lease.amend((state) => putOff(state, head, nextAt));
      return;
    }

    let underWay = false;
    try {
      underWay = await start(head, account, abilities, done);
    } finally {
      if (!underWay) {
        done();
      }
    }
  }

  /** Stores that the send begins, then calls the platform. `done` follows its answer. False if nothing is on its way. */
  async function start(
    head: MessageEntry,
    account: SendingAccount | undefined,
    abilities: Abilities,
    done: () => void,
  ): Promise<boolean> {
    // Its turn may have come before the time that it was put off to.
    if (lease.state.queuedSince !== undefined || head.nextAt > now()) {
      lease.amend((state) => dueNow(state, head, now()));
    }
    if (head.state === "queued") {
      await lease.write((state) => markHead(state, now(), abilities.idempotencyKey));
    }
    // A process that was paused may no longer be the one to send: nothing leaves after its lease.
    if (lease.timeLeft < callTimeoutMs) {
      await lease.write();
    }
    // The stored entry is sent: marking may have changed it, and another process may have moved it.
    const [entry] = lease.state.outbox;
    if (entry?.id !== head.id || entry.kind !== "message" || entry.state !== "sending") {
      return false;
    }
    const deadline = Date.now() + Math.min(callTimeoutMs, lease.timeLeft);
    const current: Begun = { head: entry, account, abilities };
    begun = current;
    const refusal = await refusalOfMarketing(services, lease.state, entry, abilities);
    if (refusal) {
      current.outcome = { kind: "withheld", reason: refusal };
      return false;
    }
    if (!account) {
      current.outcome = { kind: "failed", failure: "auth", reason: disconnected };
      return false;
    }
    const client = notingClient(services, account);
    const { trace, attempts, messageId } = entry;
    const work = { trace, again: attempts > 0, facts: { messageId, attempt: attempts + 1 } };
    const span = traceWork(services, lease.state, "send message", work);
    const sent = deliverEntry(client, account, lease.state, entry, services.context, deadline);
    void withNewerCredentials(services, account, sent).then((outcome) => {
      done();
      current.outcome = outcome;
      span?.add({ outcome: outcome.kind });
      span?.end("reason" in outcome ? outcome.reason.code : undefined);
      if (outcome.kind === "later") {
        services.pace.pause(lease.state);
      }
      raise();
    });
    return true;
  }

  async function settle(): Promise<void> {
    if (!begun?.outcome) {
      return;
    }
    const { head, account, abilities, outcome } = begun;
    begun = undefined;
    countSend(account, lease.state.channelId, outcome);
    const fallback = mayFallBack(head, outcome)
      ? await findFallback(services, lease.state)
      : undefined;
    const place = fallback?.place;
    if (place && "reason" in outcome) {
      lease.amend((state) => moveToFallback(state, head, outcome.reason, place));
      if (outcome.kind === "failed") {
        await noteRefusal(services, lease, outcome);
      }
    } else {
      const moment = { now: now(), chance: Math.random() };
      lease.amend((state) => applyOutcome(state, head.id, outcome, moment));
      if (outcome.kind === "failed") {
        await noteRefusal(services, lease, outcome);
        reportFailure(lease, head, outcome, fallback?.channelName);
      }
    }
    // One refusal during a deploy of theirs must not mark a channel that sends again.
    if (outcome.kind === "sent" && account?.status === "needsReconnecting") {
      await markConnected(services.context, account, undefined);
    }
    const free = services.pace.free(lease.state, abilities.rate);
    const mark = (state: ConversationDoc) =>
      free ? markHead(state, now(), abilities.idempotencyKey) : state;
    // Marking is no news to be kept: whoever reads the conversation anew decides anew.
    if (mark(lease.state) !== lease.state || outcome.kind !== "sent") {
      await lease.write(mark);
    }
  }

  function waitingSend(head: MessageEntry): WaitingSend {
    const { _id, outbox } = lease.state;
    return {
      id: head.id,
      order: head.messageId,
      // Whoever is writing does not wait behind a campaign, even if its message to them is still on its way.
      campaign: outbox.every((it) => it.kind !== "message" || it.campaign === true),
      wake: () => services.nudge(_id),
    };
  }
}

/** Tries again what was refused for credentials that the server could renew. Never throws. */
async function withNewerCredentials(
  { mayTryAgain, context }: PipelineServices,
  account: SendingAccount,
  sent: Promise<Outcome>,
): Promise<Outcome> {
  const outcome = await sent;
  if (outcome.kind !== "failed" || outcome.failure !== "auth" || !account.channel.renew) {
    return outcome;
  }
  try {
    const again = await mayTryAgain(account);
    return again ? { kind: "later", reason: outcome.reason, afterMs: undefined } : outcome;
  } catch (error) {
    context.log.error({ err: error, channelId: account.id }, "failed to look for new credentials");
    return { kind: "later", reason: outcome.reason, afterMs: undefined };
  }
}

function dueNow(state: ConversationDoc, head: MessageEntry, now: number): ConversationDoc {
  const outbox = state.outbox.map(
    (it): OutboxEntry => (it.id === head.id ? { ...it, nextAt: Math.min(it.nextAt, now) } : it),
  );
  return changed(state, { outbox, queuedSince: undefined });
}

function putOff(state: ConversationDoc, head: MessageEntry, nextAt: number): ConversationDoc {
  const outbox = state.outbox.map(
    (it): OutboxEntry => ({
      ...it,
      state: "queued",
      nextAt: it.id === head.id ? nextAt : it.nextAt,
    }),
  );
  return changed(state, { outbox });
}

/** Marks the channel or the contact where the reason of a refusal lies there. */
async function noteRefusal(
  services: PipelineServices,
  lease: ConversationLease,
  { failure, reason }: Extract<Outcome, { kind: "failed" }>,
): Promise<void> {
  if (failure === "auth") {
    await services.channelRefused(lease.state, reason);
  }
  if (failure === "unreachable") {
    lease.amend((state) => changed(state, { reachable: false }));
  }
}

/** Tells the team, and the helpdesk that wrote it. `fallback` is the channel that should have taken over and does not reach the contact. */
function reportFailure(
  lease: ConversationLease,
  head: MessageEntry,
  { reason }: Extract<Outcome, { kind: "failed" }>,
  fallback: string | undefined,
): void {
  if (head.fromDesk) {
    lease.amend((state) => withNote(state, `Not delivered to the contact: ${reason.message}`));
  }
  lease.amend((state) =>
    addSideEffect(state, {
      type: "alert",
      id: `${head.id}:failed`,
      flowId: "",
      nodeId: "",
      ...undeliveredAlert(reason, fallback),
    }),
  );
}

const disconnected = {
  code: "channel.disconnected",
  message: "The channel is disconnected",
};
