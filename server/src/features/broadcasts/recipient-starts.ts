import type { BroadcastPlan } from "@chatloom/api-schema";
import { messageNodeId } from "@chatloom/flows-schema";
import { channelOf } from "../../channels/index.ts";
import { contentsOf } from "../../domain/broadcast-content.ts";
import type { Candidate, Way } from "../../domain/choose-conversation.ts";
import type { ContactDoc } from "../../domain/contact-doc.ts";
import { inputEvent } from "../../domain/input-event.ts";
import { newConversation } from "../../domain/new-conversation.ts";
import { newId } from "../../domain/new-id.ts";
import type { Pipeline } from "../../pipeline/pipeline.ts";
import {
  type RecipientFields,
  recipients,
  type StoredBroadcast,
} from "../../records/broadcast-model.ts";
import { channelAccounts } from "../../records/channel-account-model.ts";
import { contacts } from "../../records/contact-model.ts";
import { addMissing } from "../../store/add-missing.ts";
import { type Planned, planContacts } from "./plan-page.ts";

/** Numbers of contacts by what was decided for them. */
export type Counts = Readonly<Record<string, number>>;

/** Starts the flow of a broadcast for contacts. */
export interface RecipientStarts {
  readonly start: (broadcast: StoredBroadcast, items: readonly Planned[]) => Promise<Counts>;
  readonly startDue: (broadcast: StoredBroadcast, limit: number) => Promise<Counts>;
}

/** Creates the functions that record who gets a broadcast and start its flow there. All of them may be repeated after a crash. */
export function recipientStarts({ services, wake }: Pipeline): RecipientStarts {
  const { context, inbound, conversations } = services;
  const { connection, now } = context;
  return { start, startDue };

  /** Records who gets the page, who waits and who is left out, then starts the flow for each whose time it is. May be repeated. */
  async function start(broadcast: StoredBroadcast, items: readonly Planned[]): Promise<Counts> {
    if (items.length === 0) {
      return {};
    }
    const model = recipients(connection).in(broadcast.workspaceId);
    const planned = await Promise.all(items.map((it) => recipientOf(broadcast, it)));
    await addMissing(model, planned);
    // A page that runs again keeps the decisions of its first run.
    const decided = await model.find({ _id: { $in: planned.map((it) => it._id) } });
    await Promise.all(decided.map((it) => startFor(broadcast, it)));
    return countBy(decided, ({ skipped, dueAt }) => {
      if (skipped !== undefined) {
        return `skipped.${skipped}`;
      }
      return dueAt === undefined ? "started" : "waiting";
    });
  }

  async function recipientOf(
    { _id }: Pick<StoredBroadcast, "_id">,
    { contact, way, at, cost, variant }: Planned,
  ): Promise<RecipientFields & { readonly _id: string }> {
    const broadcastId = String(_id);
    const common = {
      _id: `${broadcastId}:${contact._id}`,
      broadcastId,
      contactId: contact._id,
      at: now(),
    };
    if (typeof way === "string") {
      return { ...common, skipped: way };
    }
    if (at > now()) {
      return { ...common, dueAt: at };
    }
    const conversation = await conversationOf(contact, way);
    const { amount, unpriced } = cost;
    return conversation
      ? { ...common, conversationId: conversation._id, variant, cost: amount, unpriced }
      : { ...common, skipped: "noChannel" };
  }

  /** Starts the flow for contacts whose time has come. Each is judged again, as it may have changed while they waited. */
  async function startDue(broadcast: StoredBroadcast, limit: number): Promise<Counts> {
    const { workspaceId, plan, decision } = broadcast;
    const broadcastId = String(broadcast._id);
    const model = recipients(connection).in(workspaceId);
    const due = await model.find(
      { broadcastId, dueAt: { $lte: now() } },
      { sort: { dueAt: 1 }, limit },
    );
    if (due.length === 0) {
      return {};
    }
    const fresh = due.filter((it) => it.conversationId === undefined);
    const found = await contacts(connection)
      .in(workspaceId)
      .find({ _id: { $in: fresh.map((it) => it.contactId) } });
    const planned = await planContacts(
      context,
      workspaceId,
      { plan, broadcastId, decision },
      found,
    );
    await Promise.all(
      fresh.map(async ({ _id, contactId }) => {
        const again = planned.find((it) => it.contact._id === contactId);
        const {
          _id: __,
          dueAt,
          ...set
        } = again
          ? await recipientOf(broadcast, again)
          : { _id, dueAt: undefined, skipped: "noChannel" as const, at: now() };
        // The choice of the conversation is stored before the flow starts there, so that a repetition keeps it.
        const still = { _id, dueAt: { $exists: true }, conversationId: null };
        const waits = dueAt !== undefined || set.skipped === undefined;
        const $set = dueAt === undefined ? set : { dueAt };
        await model.updateOne(still, waits ? { $set } : { $set, $unset: { dueAt: 1 } });
      }),
    );
    const decided = await model.find({ _id: { $in: due.map((it) => it._id) } });
    const ready = decided.filter((it) => it.conversationId !== undefined);
    await Promise.all(
      ready.map(async (it) => {
        await startFor(broadcast, it);
        await model.updateOne({ _id: it._id }, { $unset: { dueAt: 1 } });
      }),
    );
    const over = decided.filter(
      (it) => it.skipped !== undefined || it.conversationId !== undefined,
    );
    const counts = countBy(over, ({ skipped }) =>
      skipped === undefined ? "started" : `skipped.${skipped}`,
    );
    return { ...counts, waiting: -over.length };
  }

  async function startFor(
    { _id, plan }: StoredBroadcast,
    {
      conversationId,
      skipped,
      variant,
    }: Pick<RecipientFields, "conversationId" | "skipped" | "variant">,
  ): Promise<void> {
    if (conversationId === undefined || skipped !== undefined) {
      return;
    }
    const conversation = await conversations.byId(conversationId);
    if (!conversation) {
      return;
    }
    const broadcast = String(_id);
    const { countClicks } = plan;
    const marks = { type: "start", marketing: true, broadcast, countClicks } as const;
    const input = { ...marks, ...startOfContent(broadcast, plan, variant) };
    const event = inputEvent(conversation, `broadcast:${broadcast}`, input, now());
    if (await inbound.add(event)) {
      wake(`#${conversation._id}`);
    }
  }

  /** The conversation of a way; begins one where only the address is known. */
  async function conversationOf(
    { _id: contactId, workspaceId, name }: ContactDoc,
    way: Way,
  ): Promise<Pick<Candidate, "_id"> | undefined> {
    if ("conversation" in way) {
      return way.conversation;
    }
    const { channelId, address } = way;
    const account = await channelAccounts(connection).in(workspaceId).findById(channelId);
    if (!account || !channelOf(account.type)) {
      return undefined;
    }
    const key = `${channelId}:${address}`;
    const fresh = newConversation(
      {
        _id: newId(),
        workspaceId,
        channelId,
        channelType: account.type,
        contactId,
        // The platform has told no name yet; the contact keeps ours when it does.
        profile: { name: address },
        keys: [key],
        address,
        contactName: name,
      },
      now(),
    );
    return (await conversations.insert(fresh)) ?? (await conversations.byKey(key));
  }
}

/** Where a contact's run starts: at the content of the variant, which is a published flow or a message of the broadcast. */
function startOfContent(broadcastId: string, plan: BroadcastPlan, variant: string | undefined) {
  const index = Math.max(0, plan.variants?.findIndex((it) => it.id === variant) ?? 0);
  const { flowId } = contentsOf(plan)[index] ?? {};
  return flowId === undefined
    ? { flowId: broadcastId, version: index + 1, nodeId: messageNodeId }
    : { flowId };
}

function countBy<T>(items: readonly T[], nameOf: (item: T) => string): Counts {
  const counts: Record<string, number> = {};
  for (const item of items) {
    const name = nameOf(item);
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}
