import type { Abilities } from "@chatloom/flows-schema";
import { applyOutcome, markHead } from "../../domain/apply-outcome.ts";
import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import { changed } from "../../domain/conversation-shape.ts";
import type { OutboxEntry } from "../../domain/outbox-entry.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { addChore } from "../../domain/settle-effects.ts";
import type { ConversationHold } from "../turn/conversation-hold.ts";
import type { Workshop } from "../turn/workshop.ts";
import { deliverEntry } from "./deliver-entry.ts";
import { callTimeoutMs } from "./platform-client.ts";

type MessageEntry = Extract<OutboxEntry, { kind: "message" }>;

/** A wait for a place within the rate that is not worth a write. */
const shortWaitMs = 40;

/** The send of one conversation that is under way: at most one, so that nothing overtakes. */
export interface Sending {
  /** Begins with the first entry of the outbox. That it is being sent is stored before the platform is called. */
  readonly begin: (head: OutboxEntry) => Promise<void>;
  /** The entry whose answer is awaited, or is there and not learnt yet. */
  readonly underWay: () => string | undefined;
  readonly answered: () => boolean;
  /** Learns what came of it; that is stored together with the beginning of the next. */
  readonly settle: () => Promise<void>;
}

interface Begun {
  readonly head: MessageEntry;
  readonly abilities: Abilities;
  outcome?: Outcome;
}

/** `raise` is called when the platform has answered. */
export function createSending(
  workshop: Workshop,
  hold: ConversationHold,
  raise: () => void,
): Sending {
  const { now } = workshop.context;
  let begun: Begun | undefined;

  return {
    begin,
    underWay: () => begun?.head.id,
    answered: () => begun?.outcome !== undefined,
    settle,
  };

  async function begin(head: OutboxEntry): Promise<void> {
    if (head.kind === "typing") return showTyping(workshop, hold, head);
    const { account, abilities } = await workshop.sender(hold.state);
    const wait = hold.reserved.has(head.id) ? 0 : workshop.pace.reserve(hold.state, abilities.rate);
    hold.reserved.add(head.id);
    if (wait > shortWaitMs) return hold.write((state) => putOff(state, head, now() + wait));
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));

    if (head.state === "queued") {
      await hold.write((state) => markHead(state, now(), abilities.idempotencyKey));
      const [marked] = hold.state.outbox;
      if (marked?.id !== head.id || marked.state !== "sending") return;
    }
    // A process that was paused may no longer be the one to send.
    if (hold.leaseLeft < callTimeoutMs) await hold.write();
    if (hold.state.outbox[0]?.id !== head.id) return;

    const current: Begun = { head, abilities };
    begun = current;
    if (account) {
      void deliverEntry(workshop.client, account, hold.state, head, workshop.context).then(
        (outcome) => {
          current.outcome = outcome;
          raise();
        },
      );
    } else current.outcome = { kind: "failed", failure: "auth", reason: disconnected };
  }

  async function settle(): Promise<void> {
    if (!begun?.outcome) return;
    const { head, abilities, outcome } = begun;
    begun = undefined;
    const moment = { now: now(), chance: Math.random() };
    hold.reserved.delete(head.id);
    hold.amend((state) => applyOutcome(state, head.id, outcome, moment));
    if (outcome.kind === "failed") await tellFailure(workshop, hold, head, outcome);
    const mark = (state: ConversationDoc) => markHead(state, now(), abilities.idempotencyKey);
    // Marking is no news to be kept: whoever reads the conversation anew decides anew.
    if (mark(hold.state) !== hold.state || outcome.kind !== "sent") await hold.write(mark);
  }
}

function putOff(state: ConversationDoc, head: MessageEntry, nextAt: number): ConversationDoc {
  const outbox = state.outbox.map(
    (it): OutboxEntry => ({ ...it, state: "queued", ...(it.id === head.id && { nextAt }) }),
  );
  return changed(state, { outbox });
}

async function tellFailure(
  workshop: Workshop,
  hold: ConversationHold,
  head: MessageEntry,
  { failure, reason }: Extract<Outcome, { kind: "failed" }>,
): Promise<void> {
  if (failure === "auth") await workshop.channelRefused(hold.state, reason);
  if (failure === "unreachable") hold.amend((state) => changed(state, { reachable: false }));
  const message = `A message could not be delivered: ${reason.message}`;
  hold.amend((state) =>
    addChore(state, {
      type: "alert",
      id: `${head.id}:failed`,
      flowId: "",
      nodeId: "",
      code: "delivery.failed",
      message,
    }),
  );
}

/** Shows that an answer is being written, and puts off what follows. A platform that cannot show it is not asked. */
async function showTyping(
  workshop: Workshop,
  hold: ConversationHold,
  head: Extract<OutboxEntry, { kind: "typing" }>,
): Promise<void> {
  const { account } = await workshop.sender(hold.state);
  const { lastIncomingId, address } = hold.state;
  const call = account?.channel.composeTyping?.(
    {
      id: head.id,
      to: address,
      author: "bot",
      ...(lastIncomingId !== undefined && { lastIncomingId }),
    },
    account.settings,
  );
  if (call && "local" in call) workshop.tellTyping(hold.state, head.seconds);
  else if (call) void workshop.client.call(call);
  const nextAt = workshop.context.now() + head.seconds * 1_000;
  hold.amend((state) => {
    const rest = state.outbox.filter((it) => it.id !== head.id);
    const outbox = rest.map(
      (it, index): OutboxEntry =>
        index === 0 ? { ...it, nextAt: Math.max(it.nextAt, nextAt) } : it,
    );
    return changed(state, { outbox });
  });
}

const disconnected = {
  code: "channel.disconnected",
  message: "The channel is disconnected or paused",
};
