import type { QueryOf, ReplyOf, routes } from "@chatloom/api-schema";
import type { ServerContext } from "../../context/server-context.ts";
import { dateOf } from "../../domain/reports/calendar.ts";
import { countName } from "../../domain/reports/counts.ts";
import { distinctIn } from "../../domain/reports/distinct-in.ts";
import { type DaySum, figuresOf, solvedByBot } from "../../domain/reports/figures.ts";
import { everything } from "../../domain/reports/groups.ts";
import { namedChannels } from "./named-channels.ts";
import { readPricing } from "./read-pricing.ts";
import { everyDay, readDaySums } from "./read-sums.ts";
import { daysBefore, groupOf, readDays, readStanding } from "./report-period.ts";

type Declared = typeof routes.reports.readOverview;
type Reply = ReplyOf<Declared>;

/** Reads what happened in a period, by day and channel, with the period before. */
export async function readOverview(
  context: ServerContext,
  workspaceId: string,
  query: QueryOf<Declared>,
): Promise<Reply> {
  const { connection } = context;
  const days = readDays(query);
  const before = daysBefore(days);
  const group = groupOf(query);
  const [standing, pricing, channels] = await Promise.all([
    readStanding(context, workspaceId),
    readPricing(connection, workspaceId),
    group === everything ? namedChannels(connection, workspaceId) : [],
  ]);
  const ofChannels = channels.map((it) => countName("c", it.channelId));
  const [sums, byChannel, earlier] = await Promise.all([
    readDaySums(connection, workspaceId, [group], days),
    readDaySums(connection, workspaceId, ofChannels, days, ["in", "out"]),
    readDaySums(connection, workspaceId, [group], before),
  ]);
  const own = sums.get(group) ?? [];
  return {
    ...standing,
    now: figuresOf(own, days.first, pricing),
    before: figuresOf(earlier.get(group) ?? [], before.first, pricing),
    days: everyDay(own, days).map(dayOf),
    channels: channels
      .map((it) => ({ ...it, sums: byChannel.get(countName("c", it.channelId)) ?? [] }))
      .filter((it) => it.sums.length > 0)
      .map(({ sums: its, ...channel }) => ({
        ...channel,
        days: everyDay(its, days).map(({ day, counts }) => ({
          date: dateOf(day),
          messagesIn: counts["in"] ?? 0,
          messagesOut: counts["out"] ?? 0,
        })),
      }))
      .sort((a, b) => messagesOf(b.days) - messagesOf(a.days)),
  };
}

function messagesOf(days: readonly { messagesIn: number; messagesOut: number }[]): number {
  return days.reduce((sum, it) => sum + it.messagesIn + it.messagesOut, 0);
}

function dayOf(sum: DaySum): Reply["days"][number] {
  const { day, counts } = sum;
  const contacts = distinctIn("wrote", [sum], day);
  return {
    date: dateOf(day),
    messagesIn: counts["in"] ?? 0,
    messagesOut: counts["out"] ?? 0,
    conversations: distinctIn("active", [sum], day).all,
    newContacts: contacts.fresh,
    returningContacts: contacts.all - contacts.fresh,
    sessions: counts["sessions"] ?? 0,
    solvedByBot: solvedByBot(counts),
    withPeople: counts["withPeople"] ?? 0,
    goals: counts["goals"] ?? 0,
    aiCost: (counts["aiCost"] ?? 0) / 1_000_000,
  };
}
