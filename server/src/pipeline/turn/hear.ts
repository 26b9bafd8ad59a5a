import { markHead } from "../../domain/apply-outcome.ts";
import type { ContactDoc } from "../../domain/contact-doc.ts";
import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import { changedDerived } from "../../domain/conversation-shape.ts";
import { firstContactRecord } from "../../domain/first-contact-record.ts";
import type { WaitingInbound } from "../../domain/inbound-doc.ts";
import { runningTimers } from "../../domain/next-wake.ts";
import { receiveEvent } from "../../domain/receive-event.ts";
import { receiveAnswers, receiveHeld, receiveTimers } from "../../domain/receive-inner.ts";
import type { Situation } from "../../domain/situation.ts";
import type { Calls } from "./carry-out-calls.ts";
import { changeThread, isThreadChange, withChanged } from "./change-thread.ts";
import type { ConversationHold } from "./conversation-hold.ts";
import { clearDerived, hasDerived } from "./derive.ts";
import type { Workshop } from "./workshop.ts";

/** How much of what waited was heard. */
export type Heard = "nothing" | "some" | "all";

/** How many events one write may answer. */
const mostAtOnce = 20;

/**
 * Lets a conversation hear what waits for it: stored events, answers of effects, timers. One guarded write holds all that comes of it.
 * Whoever stores an event wakes the conversation, so after "all" nobody need look again unasked.
 */
export async function hear(
  workshop: Workshop,
  hold: ConversationHold,
  calls: Calls,
): Promise<Heard> {
  if (hold.state.derived.chores.length > 0) await deriveNow(workshop, hold);
  // Read after the conversation: an event that another process consumed is either gone from here or noted there, or the version has moved on.
  let events = await waitingEvents(workshop, hold.state);
  const [first] = events;
  if (first && isThreadChange(first.event)) {
    if (hasDerived(hold.state)) await deriveNow(workshop, hold);
    const edited = await changeThread(workshop, hold.state, first.event);
    await hold.write((state) => consume(edited ? withChanged(state, edited) : state, first._id));
    return "some";
  }
  const { now } = workshop.context;
  const due = runningTimers(hold.state).some((it) => it.at <= now());
  const answers = calls.answers();
  if (events.length === 0 && answers.length === 0 && !due && hold.state.held.length === 0) {
    return "nothing";
  }

  let attempt = 0;
  await hold.write(async (state) => {
    attempt += 1;
    if (attempt > 1) {
      events = await waitingEvents(workshop, state);
      // Another process decided something and died before it reached the contact, whom this turn is about to look at.
      if (state.derived.chores.length > 0) await workshop.derive(state);
    }
    const [contact, scene] = await Promise.all([contactOf(workshop, state), workshop.scene(state)]);
    const { surroundings, variables } = scene;
    let situation: Situation = { conversation: state, contact, variables };
    situation = receiveAnswers(situation, surroundings, answers);
    situation = receiveTimers(situation, surroundings);
    situation = receiveHeld(situation, surroundings);
    for (const event of untilThreadChange(events)) {
      situation = receiveEvent(situation, surroundings, event);
    }
    return markHead(
      situation.conversation,
      surroundings.now,
      surroundings.abilities.idempotencyKey,
    );
  });
  calls.settled(answers);
  const whole = events.length < mostAtOnce && untilThreadChange(events) === events;
  return whole ? "all" : "some";
}

async function waitingEvents(
  { inbound, messages, conversations, contacts, media }: Workshop,
  { _id, channelId, contactId, keys, derived }: ConversationDoc,
): Promise<readonly WaitingInbound[]> {
  const waiting = await inbound.waitingFor([...keys, `#${_id}`]);
  const unheard = waiting.filter((it) => !derived.consumed.includes(it._id)).slice(0, mostAtOnce);
  return Promise.all(unheard.map(checked));

  /** Some events need a look into the store before they can be judged. */
  async function checked(inbound: WaitingInbound): Promise<WaitingInbound> {
    const { event } = inbound;
    if (event.kind === "message") {
      const [heard, answered] = await Promise.all([
        media(inbound),
        event.replyTo === undefined ? undefined : messages.byPlatformId(channelId, event.replyTo),
      ]);
      const known =
        answered?.conversationId === _id ? { ...inbound, replyTo: answered._id } : inbound;
      if (!heard) return known;
      const { content, ...rest } = heard;
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
  { contacts, context }: Workshop,
  conversation: ConversationDoc,
): Promise<ContactDoc> {
  const known = await contacts.byId(conversation.contactId);
  if (known) return known;
  const record = firstContactRecord(conversation, context.now());
  await contacts.make(record);
  return record;
}

async function deriveNow(workshop: Workshop, hold: ConversationHold): Promise<void> {
  const { derived } = hold.state;
  await workshop.derive(hold.state);
  hold.amend(clearDerived(derived));
}

function consume(conversation: ConversationDoc, id: string): ConversationDoc {
  return changedDerived(conversation, { consumed: [...conversation.derived.consumed, id] });
}
