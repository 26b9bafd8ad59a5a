import type { BroadcastPlan, MarketingRules, SkipReason } from "@chatloom/api-schema";
import type { Condition, RuleGroup } from "@chatloom/flows-schema";
import mongoose from "mongoose";
import type { ServerContext } from "../../context/server-context.ts";
import { drawVariant, isInShare } from "../../domain/broadcast-content.ts";
import { broadcastTime } from "../../domain/broadcast-time.ts";
import { chooseConversation, type Way } from "../../domain/choose-conversation.ts";
import type { ContactDoc } from "../../domain/contact-doc.ts";
import { contactTimeZone } from "../../domain/contact-time-zone.ts";
import { type Decision, recipients } from "../../records/broadcast-model.ts";
import { compileFor, matchingPage } from "../../records/find-matching.ts";
import { readRules } from "../../records/marketing-rules-model.ts";
import { reachableConversations } from "../../records/reachable-conversations.ts";
import { loadSendingChannels } from "../../records/sending-channels.ts";
import { findWorkspace } from "../../records/workspace.ts";
import type { ObjectId } from "../../store/scoped-model.ts";
import { createCosts, type MessageCost, noCost } from "./broadcast-cost.ts";

const dayMs = 86_400_000;

/** A contact, and the way to reach them or the reason why they are left out. */
export interface Planned {
  readonly contact: ContactDoc;
  readonly way: Way | SkipReason;
  /** The moment at which they get it, if they do (epoch milliseconds). */
  readonly at: number;
  readonly cost: MessageCost;
  readonly variant: string | undefined;
}

/** The broadcast that is planned; without an id it is only measured. `decision`: who gets none yet gets its variant. */
export interface PlannedBroadcast {
  readonly plan: BroadcastPlan;
  readonly broadcastId?: string;
  readonly decision?: Pick<Decision, "variant"> | undefined;
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

/** Plans the next contacts of a broadcast as everything stands now, of those in `only`. */
export async function planPage(
  context: ServerContext,
  workspace: string | ObjectId,
  broadcast: PlannedBroadcast,
  {
    after,
    limit,
    only = () => true,
  }: {
    readonly after: string;
    readonly limit: number;
    readonly only?: (contactId: string) => boolean;
  },
): Promise<PlannedPage> {
  const { connection, now } = context;
  const compiled = await compileFor(connection, workspace, conditionOf(broadcast.plan), now());
  const page = await matchingPage(connection, workspace, compiled, { after, limit });
  const chosen = page.items.filter((it) => only(it._id));
  const items = await planContacts(context, workspace, broadcast, chosen);
  return page.next === undefined ? { items } : { items, next: page.next };
}

/** Plans given contacts as everything stands now. */
export async function planContacts(
  context: ServerContext,
  workspace: string | ObjectId,
  { plan, broadcastId, decision }: PlannedBroadcast,
  contacts: readonly ContactDoc[],
): Promise<readonly Planned[]> {
  const { connection, now } = context;
  const workspaceId = new mongoose.Types.ObjectId(workspace);
  const ids = contacts.map((it) => it._id);
  const variantIds = plan.variants?.map((it) => it.id) ?? [];
  const [conversations, channels, rules, zone, costs] = await Promise.all([
    reachableConversations(connection, workspaceId, ids),
    loadSendingChannels(connection, workspaceId),
    readRules(connection, workspaceId),
    findWorkspace(connection, workspaceId).then((it) => it?.timeZone ?? "UTC"),
    createCosts(context, workspaceId, plan),
  ]);
  const [earlier, merged] = await Promise.all([earlierBroadcasts(ids, rules), reachedBefore()]);
  const usable = { ...channels, wanted: plan.channelIds };
  return contacts.map((contact): Planned => {
    const own = conversations.get(contact._id) ?? [];
    const zones = { contact: contactTimeZone(contact, zone), workspace: zone };
    const at = broadcastTime(plan, rules, zones, now());
    const way = reasonAgainst(contact._id) ?? chooseConversation(contact, own, usable);
    const type = typeof way === "string" ? undefined : channels.types.get(way.channelId);
    const variant = decision?.variant ?? drawVariant(String(broadcastId), plan, contact._id);
    const costOf = costs[variant === undefined ? 0 : variantIds.indexOf(variant)];
    const cost = type === undefined ? noCost : (costOf?.(contact, type) ?? noCost);
    return { contact, way, at, cost, variant };
  });

  function reasonAgainst(contactId: string): SkipReason | undefined {
    if (merged.has(contactId)) {
      return "recent";
    }
    if (
      plan.holdout !== undefined &&
      isInShare(`${broadcastId}:holdout:${contactId}`, plan.holdout)
    ) {
      return "holdout";
    }
    const times = earlier.get(contactId) ?? [];
    const since = (days: number) => times.filter((it) => it > now() - days * dayMs).length;
    if (plan.restDays !== undefined && since(plan.restDays) > 0) {
      return "recent";
    }
    return rules.mostPerWeek !== undefined && since(7) >= rules.mostPerWeek ? "capped" : undefined;
  }

  /** The contacts who got this very broadcast before another contact was merged into them. */
  async function reachedBefore(): Promise<ReadonlySet<string>> {
    const keptOf = new Map<string, string>(
      contacts.flatMap(({ _id, mergedIds = [] }) =>
        mergedIds.map((it) => [`${broadcastId}:${it}`, _id] as const),
      ),
    );
    const found =
      keptOf.size === 0
        ? []
        : await recipients(connection)
            .in(workspaceId)
            .find({ _id: { $in: [...keptOf.keys()] }, skipped: null, dueAt: null });
    return new Set(found.flatMap((it) => keptOf.get(it._id) ?? []));
  }

  /** The moments at which each contact got other broadcasts, as far back as the rules look. */
  async function earlierBroadcasts(
    contactIds: readonly string[],
    { mostPerWeek }: MarketingRules,
  ): Promise<ReadonlyMap<string, readonly number[]>> {
    const days = Math.max(plan.restDays ?? 0, mostPerWeek === undefined ? 0 : 7);
    const times = new Map<string, number[]>();
    if (days === 0) {
      return times;
    }
    const found = await recipients(connection)
      .in(workspaceId)
      .find({ contactId: { $in: [...contactIds] }, at: { $gt: now() - days * dayMs } });
    for (const it of found) {
      if (it.skipped === undefined && it.broadcastId !== broadcastId) {
        times.set(it.contactId, [...(times.get(it.contactId) ?? []), it.at]);
      }
    }
    return times;
  }
}
