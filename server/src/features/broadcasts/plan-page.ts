import type { BroadcastPlan, SkipReason } from "@chatloom/api-schema";
import type { Condition, RuleGroup } from "@chatloom/flows-schema";
import mongoose from "mongoose";
import { channelOf } from "../../channels/index.ts";
import type { ServerContext } from "../../context/server-context.ts";
import type { ContactDoc } from "../../domain/contact-doc.ts";
import { recipients } from "../../records/broadcast-model.ts";
import { channelAccounts } from "../../records/channel-account-model.ts";
import { conversationsOf } from "../../records/conversation-model.ts";
import { compileFor, matchingPage } from "../../records/find-matching.ts";
import type { ObjectId } from "../../store/scoped-model.ts";
import {
  type BroadcastChannels,
  type Candidate,
  chooseConversation,
  type Way,
} from "./choose-conversation.ts";

const dayMs = 86_400_000;

/** A contact, and the way to reach them or the reason why they are left out. */
export interface Planned {
  readonly contact: ContactDoc;
  readonly way: Way | SkipReason;
}

/** A page of planned contacts, by their ids. */
export interface PlannedPage {
  readonly items: readonly Planned[];
  /** Where the next page begins; absent at the end. */
  readonly next?: string;
}

/** The condition of a plan: in one of its segments, and in none of the excluded ones. */
export function conditionOf({ segmentIds, excludedSegmentIds }: BroadcastPlan): Condition {
  const left = "contact.segments";
  const groups: RuleGroup[] = [
    {
      match: "any",
      rules: segmentIds.map((right) => ({ left, operator: "contains" as const, right })),
    },
    {
      match: "all",
      rules: excludedSegmentIds.map((right) => ({ left, operator: "notContains" as const, right })),
    },
  ];
  return { match: "all", groups: groups.filter((it) => it.rules.length > 0) };
}

/** Plans the next contacts of a broadcast as everything stands now. `broadcastId` is absent while it is only measured. */
export async function planPage(
  { connection, now }: ServerContext,
  workspace: string | ObjectId,
  plan: BroadcastPlan,
  {
    after,
    limit,
    broadcastId,
  }: { readonly after: string; readonly limit: number; readonly broadcastId?: string },
): Promise<PlannedPage> {
  const workspaceId = new mongoose.Types.ObjectId(workspace);
  const compiled = await compileFor(connection, workspaceId, conditionOf(plan), now());
  const page = await matchingPage(connection, workspaceId, compiled, { after, limit });
  const ids = page.items.map((it) => it._id);
  const [conversations, channels, resting] = await Promise.all([
    reachable(ids),
    loadChannels(),
    restingContacts(ids),
  ]);
  const items = page.items.map((contact): Planned => {
    const own = conversations.get(contact._id) ?? [];
    const way = resting.has(contact._id) ? "recent" : chooseConversation(contact, own, channels);
    return { contact, way };
  });
  return page.next === undefined ? { items } : { items, next: page.next };

  async function reachable(contactIds: readonly string[]) {
    const found = await conversationsOf(connection)
      .find({ workspaceId, contactId: { $in: [...contactIds] }, reachable: true })
      .project<Candidate>({
        workspaceId: 1,
        channelId: 1,
        contactId: 1,
        handler: 1,
        resolved: 1,
        updatedAt: 1,
      })
      .toArray();
    const byContact = new Map<string, Candidate[]>();
    for (const conversation of found) {
      const own = byContact.get(conversation.contactId) ?? [];
      byContact.set(conversation.contactId, [...own, conversation]);
    }
    return byContact;
  }

  async function loadChannels(): Promise<BroadcastChannels> {
    const accounts = await channelAccounts(connection)
      .in(workspaceId)
      .find({}, { projection: { type: 1 } });
    const idsWhere = (holds: (channel: NonNullable<ReturnType<typeof channelOf>>) => boolean) =>
      new Set(
        accounts.flatMap(({ _id, type }) => {
          const channel = channelOf(type);
          return channel && holds(channel) ? [String(_id)] : [];
        }),
      );
    return {
      wanted: plan.channelIds,
      demanding: idsWhere((it) => it.abilities.marketingConsent === true),
      addressed: idsWhere((it) => it.addressOf !== undefined),
    };
  }

  /** The contacts who got another broadcast too recently. */
  async function restingContacts(contactIds: readonly string[]): Promise<ReadonlySet<string>> {
    if (plan.restDays === undefined) {
      return new Set();
    }
    const since = now() - plan.restDays * dayMs;
    const found = await recipients(connection)
      .in(workspaceId)
      .find({ contactId: { $in: [...contactIds] }, at: { $gt: since } });
    const others = found.filter((it) => it.skipped === undefined && it.broadcastId !== broadcastId);
    return new Set(others.map((it) => it.contactId));
  }
}
