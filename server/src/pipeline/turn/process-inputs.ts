import { runningTimers } from "@chatloom/runtime";
import { markHead } from "../../domain/apply-outcome.ts";
import type { ContactDoc } from "../../domain/contact-doc.ts";
import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import { withPendingWrites } from "../../domain/conversation-shape.ts";
import { firstContactRecord } from "../../domain/first-contact-record.ts";
import type { WaitingInbound } from "../../domain/inbound-doc.ts";
import { receiveEvent } from "../../domain/receive-event.ts";
import { receiveAnswers, receiveHeld, receiveTimers } from "../../domain/receive-inner.ts";
import type { TurnDraft } from "../../domain/turn-draft.ts";
import type { PipelineServices } from "../pipeline-services.ts";
import type { Calls } from "./calls.ts";
import { changeThread, isThreadChange, withChanged } from "./change-thread.ts";
import type { ConversationLease } from "./conversation-lease.ts";
import { hasPendingWrites, withoutFlushed } from "./flush-pending-writes.ts";

/** How much of what waited was fetched. */
export type Processed = "nothing" | "some" | "all";

/** How many events one write may answer. */
const mostAtOnce = 20;

/**
 * Lets a conversation hear what waits for it: stored events, answers of effects, timers. One guarded write holds all that comes of it.
 * Whoever stores an event wakes the conversation, so after "all" nobody need look again unasked.
 */
export async function processInputs(
  services: PipelineServices,
  lease: ConversationLease,
  calls: Calls,
): Promise<Processed> {
  if (lease.state.pendingWrites.sideEffects.length > 0) await flush(services, lease);
  // Read after the conversation: an event that another process consumed is either gone from here or noted there, or the version has moved on.
  let events = await waitingEvents(services, lease.state);
  const [first] = events;
  if (first && isThreadChange(first.event)) {
    if (hasPendingWrites(lease.state)) await flush(services, lease);
    const edited = await changeThread(services, lease.state, first.event);
    await lease.write((state) => consume(edited ? withChanged(state, edited) : state, first._id));
    return "some";
  }
  const { now } = services.context;
  const due = runningTimers(lease.state).some((it) => it.at <= now());
  const answers = calls.answers();
  if (events.length === 0 && answers.length === 0 && !due && lease.state.held.length === 0) {
    return "nothing";
  }

  let attempt = 0;
  await lease.write(async (state) => {
    attempt += 1;
    if (attempt > 1) {
      events = await waitingEvents(services, state);
      // Another process decided something and died before it reached the contact, whom this turn is about to look at.
      if (state.pendingWrites.sideEffects.length > 0) await services.flushPendingWrites(state);
    }
    const [contact, environment] = await Promise.all([
      contactOf(services, state),
      services.loadEnvironment(state),
    ]);
    const { turnContext, variables } = environment;
    let draft: TurnDraft = { conversation: state, contact, variables };
    draft = receiveAnswers(draft, turnContext, answers);
    draft = receiveTimers(draft, turnContext);
    draft = receiveHeld(draft, turnContext);
    for (const event of untilThreadChange(events)) {
      draft = receiveEvent(draft, turnContext, event);
    }
    return markHead(draft.conversation, turnContext.now, turnContext.abilities.idempotencyKey);
  });
  calls.settled(answers);
  const whole = events.length < mostAtOnce && untilThreadChange(events) === events;
  return whole ? "all" : "some";
}

async function waitingEvents(
  { inbound, messages, conversations, contacts, media }: PipelineServices,
  { _id, channelId, contactId, keys, pendingWrites }: ConversationDoc,
): Promise<readonly WaitingInbound[]> {
  const waiting = await inbound.waitingFor([...keys, `#${_id}`]);
  const unheard = waiting
    .filter((it) => !pendingWrites.consumed.includes(it._id))
    .slice(0, mostAtOnce);
  return Promise.all(unheard.map(checked));

  /** Some events need a look into the store before they can be judged. */
  async function checked(inbound: WaitingInbound): Promise<WaitingInbound> {
    const { event } = inbound;
    if (event.kind === "message") {
      const [fetched, answered] = await Promise.all([
        media(inbound),
        event.replyTo === undefined ? undefined : messages.byPlatformId(channelId, event.replyTo),
      ]);
      const known =
        answered?.conversationId === _id ? { ...inbound, replyTo: answered._id } : inbound;
      if (!fetched) return known;
      const { content, ...rest } = fetched;
      return { ...known, event: { ...event, content }, media: rest };
    }
    if (event.kind === "echo" && !event.ours) {
      const known = await messages.byPlatformId(channelId, event.messageId);
      return known ? { ...inbound, event: { ...event, ours: true } } : inbound;
    }
    if (event.kind === "addressChanged") {
      const other = await conversations.byKey(`${channelId}:${event.from.id}`);
      const { id, account, at, previous, from } = event;
      if (other && other._id !== _id) {
        return { ...inbound, event: { kind: "ignored", id, account, at, what: "addressChanged" } };
      }
      await contacts.move(contactId, { channelId, address: previous }, from.id);
    }
    return inbound;
  }
}

function untilThreadChange(events: readonly WaitingInbound[]): readonly WaitingInbound[] {
  const first = events.findIndex((it) => isThreadChange(it.event));
  return first === -1 ? events : events.slice(0, first);
}

async function contactOf(
  { contacts, context }: PipelineServices,
  conversation: ConversationDoc,
): Promise<ContactDoc> {
  const known = await contacts.byId(conversation.contactId);
  if (known) return known;
  const record = firstContactRecord(conversation, context.now());
  await contacts.make(record);
  return record;
}

async function flush(services: PipelineServices, lease: ConversationLease): Promise<void> {
  const { pendingWrites } = lease.state;
  await services.flushPendingWrites(lease.state);
  lease.amend(withoutFlushed(pendingWrites));
}

function consume(conversation: ConversationDoc, id: string): ConversationDoc {
  return withPendingWrites(conversation, {
    consumed: [...conversation.pendingWrites.consumed, id],
  });
}
