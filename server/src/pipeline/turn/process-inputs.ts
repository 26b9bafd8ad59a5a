import type { MessageContent } from "@chatloom/flows-schema";
import { type QueueState, runningTimers } from "@chatloom/runtime";
import { metrics } from "../../context/metrics.ts";
import { markHead } from "../../domain/apply-outcome.ts";
import type { ContactDoc } from "../../domain/contact-doc.ts";
import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import { firstContactRecord } from "../../domain/first-contact-record.ts";
import type { WaitingInbound } from "../../domain/inbound-doc.ts";
import { isThreadChange } from "../../domain/is-thread-change.ts";
import { linkCodes } from "../../domain/link-codes.ts";
import { isOnPlatform } from "../../domain/media-content.ts";
import { receiveEvent, withConsumed } from "../../domain/receive-event.ts";
import { receiveAnswers, receiveHeld, receiveTimers } from "../../domain/receive-inner.ts";
import { nextMoment, receiveMoments } from "../../domain/receive-moments.ts";
import type { TurnDraft } from "../../domain/turn-draft.ts";
import { findFollowedSwitch } from "../../records/channel-switch-model.ts";
import { pageSize } from "../../records/inbound-store.ts";
import { lookUpQueue } from "../../records/look-up-queue.ts";
import { raiseAlert } from "../../records/raise-alert.ts";
import { findFollowedLink } from "../../records/ref-link-model.ts";
import type { PipelineServices } from "../pipeline-services.ts";
import type { Calls } from "./calls.ts";
import { changeThread, withChanged } from "./change-thread.ts";
import type { ConversationLease } from "./conversation-lease.ts";
import { flush } from "./flush.ts";
import { hasPendingWrites } from "./flush-pending-writes.ts";
import { traceTurn } from "./trace-turn.ts";
import { withOwnerTold } from "./with-owner-told.ts";

/** How much of what waited was fetched. */
export type Processed = "nothing" | "some" | "all";

/** How many events one write may answer. */
const mostAtOnce = 20;

/** Beyond so many waiting events of one conversation the newest are given up. */
const mostWaiting = 1_000;

/**
 * Processes what waits for a conversation: stored events, answers of effects, timers. One guarded write holds all that comes of it.
 * Whoever stores an event wakes the conversation, so after "all" nobody need look again unasked. `alone`: one input and no more.
 */
export async function processInputs(
  services: PipelineServices,
  lease: ConversationLease,
  calls: Calls,
  { alone }: { readonly alone: boolean },
): Promise<Processed> {
  if (lease.state.pendingWrites.sideEffects.length > 0) {
    await flush(services, lease);
  }
  // Read after the conversation: an event that another process consumed is either gone from here or noted there, or the version has moved on.
  const most = alone ? 1 : mostAtOnce;
  let events = await waitingEvents(services, lease.state, most);
  const [first] = events;
  if (first && isThreadChange(first.event)) {
    if (hasPendingWrites(lease.state)) {
      await flush(services, lease);
    }
    const edited = await changeThread(services, lease.state, first.event);
    await lease.write((state) =>
      withConsumed(edited ? withChanged(state, edited) : state, first._id),
    );
    return "some";
  }
  const { now } = services.context;
  const began = performance.now();
  const { turn } = lease.state;
  const timers = runningTimers(lease.state).filter((it) => it.at <= now());
  const due = timers.length > 0 || (nextMoment(lease.state) ?? Number.POSITIVE_INFINITY) <= now();
  const answers = calls.answers().slice(0, alone ? 1 : undefined);
  if (events.length === 0 && answers.length === 0 && !due && lease.state.held.length === 0) {
    return "nothing";
  }

  let attempt = 0;
  const trace = traceTurn(services, lease.state, events, answers);
  const decide = async (state: ConversationDoc): Promise<ConversationDoc> => {
    attempt += 1;
    if (attempt > 1) {
      events = await waitingEvents(services, state, most);
      // Another process decided something and died before it reached the contact, whom this turn is about to look at.
      if (state.pendingWrites.sideEffects.length > 0) {
        await services.pendingWriter.flush(state);
      }
    }
    const [contact, environment] = await Promise.all([
      contactOf(services, state),
      services.loadEnvironment(state, events),
    ]);
    const { variables } = environment;
    const queue = due ? await queueOf(services, state) : undefined;
    const turnContext = queue ? { ...environment.turnContext, queue } : environment.turnContext;
    let draft: TurnDraft = { conversation: state, contact, variables };
    draft = receiveAnswers(draft, turnContext, answers);
    const inner = answers.length > 0 || due || state.held.length > 0;
    if (!(alone && answers.length > 0)) {
      draft = receiveTimers(receiveMoments(draft, turnContext), turnContext);
      if (!(alone && due)) {
        draft = receiveHeld(draft, turnContext);
      }
    }
    for (const event of alone && inner ? [] : untilThreadChange(events)) {
      draft = receiveEvent(draft, turnContext, event);
    }
    const { abilities, channel } = turnContext;
    const told = withOwnerTold(draft.conversation, channel.type);
    const conversation = trace ? trace.mark(state, told) : told;
    if (!services.pace.free(conversation, abilities.rate)) {
      return conversation;
    }
    return markHead(conversation, turnContext.now, abilities.idempotencyKey);
  };
  try {
    await lease.write(decide, "keep", trace?.storing);
    trace?.end(lease.state, events.length + answers.length + timers.length);
  } catch (error) {
    trace?.failed(error);
    throw error;
  }
  calls.settled(answers);
  metrics.turns.inc(lease.state.turn - turn);
  metrics.turnTime.observe((performance.now() - began) / 1_000);
  for (const { at } of timers) {
    metrics.timerDelays.observe(Math.max(0, now() - at) / 1_000);
  }
  const whole = !alone && events.length < mostAtOnce && untilThreadChange(events) === events;
  return whole ? "all" : "some";
}

/** Where a contact stands in the queue whom nobody has taken in time. */
async function queueOf(
  { context }: PipelineServices,
  state: ConversationDoc,
): Promise<QueueState | undefined> {
  const { handler, handoff, workspaceId } = state;
  return handler === "waiting" && handoff
    ? lookUpQueue(context, String(workspaceId), handoff, state)
    : undefined;
}

/** Says whether an event brings a file that is still at the platform. */
function bringsFile({ event }: WaitingInbound): boolean {
  const isMessage = event.kind === "message" || event.kind === "agentMessage";
  return isMessage && isOnPlatform(event.content);
}

async function waitingEvents(
  services: PipelineServices,
  conversation: ConversationDoc,
  most: number,
): Promise<readonly WaitingInbound[]> {
  const { inbound, messages, conversations, contacts, media } = services;
  const { _id, channelId, contactId, keys, pendingWrites } = conversation;
  const own = [...keys, `#${_id}`];
  const waiting = await inbound.waitingFor(own);
  if (waiting.length >= pageSize) {
    await dropBeyond(services, conversation, own);
  }
  const unheard = waiting.filter((it) => !pendingWrites.consumed.includes(it._id)).slice(0, most);
  const checkAll = () => Promise.all(unheard.map(checked));
  return unheard.some(bringsFile) ? services.slots.outside(checkAll) : checkAll();

  async function checked(inbound: WaitingInbound): Promise<WaitingInbound> {
    // Before anything is begun: an event that cannot be read throws here.
    const codes = linkCodes(inbound.event);
    const [known, followed, switched] = await Promise.all([
      lookedUp(inbound),
      findFollowedLink(services.context, conversation.workspaceId, codes),
      findFollowedSwitch(services.context, conversation, codes),
    ]);
    return followed || switched ? { ...known, followed, switched } : known;
  }

  /** Some events need a look into the store before they can be judged. */
  async function lookedUp(inbound: WaitingInbound): Promise<WaitingInbound> {
    const { event } = inbound;
    if ((event.kind === "message" || event.kind === "echo") && event.history) {
      // It may be in the thread for so long that its id is forgotten.
      const { id, account, at, messageId } = event;
      if (await messages.byPlatformId(channelId, messageId)) {
        return { ...inbound, event: { kind: "ignored", id, account, at, what: "history" } };
      }
    }
    if (event.kind === "message") {
      const [fetched, answered] = await Promise.all([
        media(inbound),
        event.replyTo === undefined ? undefined : messages.byPlatformId(channelId, event.replyTo),
      ]);
      const known =
        answered?.conversationId === _id ? { ...inbound, replyTo: answered._id } : inbound;
      if (!fetched) {
        return known;
      }
      const { content, ...rest } = fetched;
      return { ...known, event: { ...event, content }, media: rest };
    }
    if (event.kind === "agentMessage") {
      const fetched = await media(inbound);
      // A file that is not here in time goes out by its address at the helpdesk.
      const kept =
        fetched && "fileId" in fetched.content ? fetched.content : withoutPlatform(event.content);
      return { ...inbound, event: { ...event, content: kept } };
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

/** Whoever floods a conversation keeps nobody else waiting. */
async function dropBeyond(
  { inbound, context }: PipelineServices,
  { _id: conversationId, workspaceId, channelId }: ConversationDoc,
  keys: readonly string[],
): Promise<void> {
  const dropped = await inbound.dropBeyond(keys, mostWaiting);
  if (dropped === 0) {
    return;
  }
  context.log.warn({ conversationId, dropped }, "gave up events of a flooded conversation");
  await raiseAlert(context, workspaceId, {
    code: "conversation.flooded",
    message: `More than ${mostWaiting} events waited in one conversation; ${dropped} were given up`,
    conversationId,
    channelId,
  });
}

function untilThreadChange(events: readonly WaitingInbound[]): readonly WaitingInbound[] {
  const first = events.findIndex((it) => isThreadChange(it.event));
  return first === -1 ? events : events.slice(0, first);
}

async function contactOf(
  { contacts, context, webhooks }: PipelineServices,
  conversation: ConversationDoc,
): Promise<ContactDoc> {
  const known = await contacts.byId(conversation.contactId);
  if (known) {
    return known;
  }
  const record = firstContactRecord(conversation, context.now());
  const { _id, workspaceId, createdAt: at } = record;
  if (webhooks.wants(workspaceId, "contact.created")) {
    const { channelId, _id: conversationId } = conversation;
    const data = { contactId: _id, name: record.name, channelId, conversationId };
    await webhooks.tell(workspaceId, [{ id: `created:${_id}`, type: "contact.created", at, data }]);
  }
  await contacts.make(record);
  return record;
}

/** The content as a message that has nothing to fetch. */
function withoutPlatform(content: MessageContent): MessageContent {
  if (!("platformId" in content)) {
    return content;
  }
  const { platformId: _, ...rest } = content;
  return rest;
}
