import type { QueryOf, ReplyOf, routes } from "@chatloom/api-schema";
import { defined } from "@chatloom/flows-schema";
import mongoose, { type Connection } from "mongoose";
import type { ServerContext } from "../../context/server-context.ts";
import { createCalendar } from "../../domain/reports/calendar.ts";
import { addCounts, partsOf } from "../../domain/reports/counts.ts";
import { durationsWithin } from "../../domain/reports/durations.ts";
import { durationsOf, figuresOf } from "../../domain/reports/figures.ts";
import { conversations } from "../../records/conversation-model.ts";
import { namesOf } from "../accounts/names-of.ts";
import { readPricing } from "./read-pricing.ts";
import { type HourSum, readDaySums, readHourSums } from "./read-sums.ts";
import { daysBefore, groupOf, momentsOf, readDays, readStanding } from "./report-period.ts";

type Declared = typeof routes.reports.readTeamReport;
type Reply = ReplyOf<Declared>;

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const mostBacklogHours = 14 * 24;
/** 1970-01-01 was a Thursday; Monday is 0. */
const weekdayOf = (day: number) => (day + 3) % 7;

/** Reads how people answered in a period. */
export async function readTeamReport(
  context: ServerContext,
  workspaceId: string,
  query: QueryOf<Declared>,
): Promise<Reply> {
  const { connection, now } = context;
  const days = readDays(query);
  const before = daysBefore(days);
  const group = groupOf(query);
  const withinMs = (query.withinMinutes ?? 15) * minuteMs;
  const standing = await readStanding(context, workspaceId);
  const { timeZone } = standing;
  const moments = momentsOf(days, timeZone);
  const [pricing, sums, byMember, earlier, hours] = await Promise.all([
    readPricing(connection, workspaceId),
    readDaySums(connection, workspaceId, [group], days),
    readDaySums(connection, workspaceId, { kind: "m" }, days),
    readDaySums(connection, workspaceId, [group], before),
    readHourSums(connection, workspaceId, group, { ...moments, to: now() + hourMs }),
  ]);
  const members = [...byMember].map(([its, sums]) => ({ id: partsOf(its)[1] ?? "", sums }));
  const names = await namesOf(
    context,
    members.map((it) => it.id).filter((it) => mongoose.isValidObjectId(it)),
  );
  const own = sums.get(group) ?? [];
  const total: Record<string, number> = {};
  for (const { counts } of own) {
    addCounts(total, counts);
  }
  return {
    ...standing,
    now: figuresOf(own, days.first, pricing),
    before: figuresOf(earlier.get(group) ?? [], before.first, pricing),
    within: durationsWithin(total, "firstAnswer", withinMs),
    // Members' figures and the backlog are not counted by country.
    members: (query.country === undefined ? members : [])
      .map(({ id, sums: own }) => {
        const counts: Record<string, number> = {};
        for (const it of own) {
          addCounts(counts, it.counts);
        }
        return {
          memberId: id,
          name: names.get(id) ?? "",
          messages: counts["outMember"] ?? 0,
          takenOver: counts["takenOver"] ?? 0,
          resolved: counts["resolved"] ?? 0,
          answer: durationsOf(counts, "memberAnswer"),
          firstAnswer: durationsOf(counts, "firstAnswer"),
          resolution: durationsOf(counts, "resolution"),
          within: durationsWithin(counts, "firstAnswer", withinMs),
        };
      })
      .sort((a, b) => b.messages - a.messages),
    heat: heatOf(
      hours.filter((it) => it.at < moments.to),
      timeZone,
    ),
    backlog:
      query.country === undefined
        ? await backlogOf(connection, workspaceId, query.channelId, hours, {
            to: moments.to,
            now: now(),
            timeZone,
          })
        : [],
  };
}

function heatOf(hours: readonly HourSum[], timeZone: string): Reply["heat"] {
  const calendar = createCalendar(timeZone);
  const cells = new Map<string, Reply["heat"][number]>();
  for (const { at, counts } of hours) {
    const weekday = weekdayOf(calendar.dayOf(at));
    const hour = calendar.clockHourOf(at);
    const key = `${weekday}.${hour}`;
    const cell = cells.get(key) ?? { weekday, hour, count: 0 };
    cells.set(key, { ...cell, count: cell.count + (counts["in"] ?? 0) });
  }
  return [...cells.values()].filter((it) => it.count > 0);
}

/** Counts back from the conversations that people have now, by the changes of each hour. */
async function backlogOf(
  connection: Connection,
  workspaceId: string,
  channelId: string | undefined,
  hours: readonly HourSum[],
  { to, now, timeZone }: { readonly to: number; readonly now: number; readonly timeZone: string },
): Promise<Reply["backlog"]> {
  const model = conversations(connection).in(workspaceId);
  const where = { resolved: false, ...defined({ channelId }) };
  let [waiting, open] = await Promise.all([
    model.count({ ...where, handler: "waiting" }),
    model.count({ ...where, handler: "human" }),
  ]);
  const counted = new Map(hours.map((it) => [it.at, it.counts]));
  const latest = createCalendar(timeZone).hourOf(now);
  const first = Math.max(hours[0]?.at ?? to, Math.min(to, latest) - mostBacklogHours * hourMs);
  const backlog: Reply["backlog"] = [];
  for (let at = latest; at >= first; at -= hourMs) {
    if (at < to) {
      const end = new Date(Math.min(at + hourMs, now)).toISOString();
      backlog.push({ at: end, waiting: Math.max(0, waiting), open: Math.max(0, open) });
    }
    const counts = counted.get(at);
    waiting -= counts?.["waitingChange"] ?? 0;
    open -= counts?.["humanChange"] ?? 0;
  }
  return backlog.reverse();
}
