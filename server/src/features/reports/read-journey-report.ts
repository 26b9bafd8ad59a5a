import type { QueryOf, ReplyOf, routes, Touch } from "@chatloom/api-schema";
import type { ServerContext } from "../../context/server-context.ts";
import { dateOf } from "../../domain/reports/calendar.ts";
import { journeyGroups, mondayOf } from "../../domain/reports/count-journey.ts";
import { addCounts, type Counts, countName, partsOf } from "../../domain/reports/counts.ts";
import { durationsOf } from "../../domain/reports/figures.ts";
import type { TouchKind } from "../../domain/reports/touch-of.ts";
import { waysOf } from "../../domain/reports/ways-of.ts";
import { broadcasts } from "../../records/broadcast-model.ts";
import { channelAccounts } from "../../records/channel-account-model.ts";
import { flows } from "../../records/flow-model.ts";
import { namesById } from "../../records/names-by-id.ts";
import { refLinks } from "../../records/ref-link-model.ts";
import { readDaySums } from "./read-sums.ts";
import { type Days, readDays, readStanding } from "./report-period.ts";

type Declared = typeof routes.reports.readJourneyReport;
type Reply = ReplyOf<Declared>;

const mostWeeks = 26;
const mostGoals = 30;
const mostTouches = 20;

/** Reads how contacts who began in a period come back, and which goals and ways there were in it. */
export async function readJourneyReport(
  context: ServerContext,
  workspaceId: string,
  query: QueryOf<Declared>,
): Promise<Reply> {
  const { connection } = context;
  const days = readDays(query);
  const later = { ...days, last: days.last + mostWeeks * 7 };
  const [standing, weeks, goals, ways] = await Promise.all([
    readStanding(context, workspaceId),
    readGroup(context, workspaceId, journeyGroups.weeks, later),
    readGroup(context, workspaceId, journeyGroups.goals, days),
    readGroup(context, workspaceId, journeyGroups.ways, days),
  ]);
  const touches = touchesIn(goals);
  const { places, steps } = waysOf(ways);
  const idsOf = (kind: TouchKind) => touches.flatMap((it) => (it.kind === kind ? [it.id] : []));
  const [flowNames, channelNames, linkNames, broadcastNames] = await Promise.all([
    namesById(flows(connection).in(workspaceId), [...idsOf("flow"), ...places.map((it) => it.id)]),
    namesById(
      channelAccounts(connection).in(workspaceId),
      places.map((it) => it.id),
    ),
    namesById(refLinks(connection).in(workspaceId), idsOf("link")),
    broadcastsById(context, workspaceId, idsOf("broadcast")),
  ]);
  const names = new Map([...flowNames, ...channelNames, ...linkNames, ...broadcastNames]);
  const named = (kind: "first" | "last", goal: string): Touch[] =>
    touches
      .filter((it) => it.which === kind && it.goal === goal)
      .sort((a, b) => b.count - a.count)
      .slice(0, mostTouches)
      .map(({ kind: what, id, count }) => ({
        kind: what,
        id,
        name: names.get(id) ?? id,
        count,
      }));
  return {
    ...standing,
    cohorts: cohortsOf(weeks, days),
    goals: goalsOf(goals).map(({ name, contacts }) => ({
      name,
      contacts,
      time: durationsOf(goals, countName("time", name)),
      first: named("first", name),
      last: named("last", name),
    })),
    ways: {
      places: places.map((it) => ({ ...it, name: names.get(it.id) ?? it.id })),
      steps: [...steps],
    },
  };
}

async function broadcastsById(
  { connection }: ServerContext,
  workspaceId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = await broadcasts(connection)
    .in(workspaceId)
    .find({ _id: { $in: [...new Set(ids)] } }, { projection: { "plan.name": 1 } });
  return new Map(found.map((it) => [String(it._id), it.plan.name]));
}

async function readGroup(
  { connection }: ServerContext,
  workspaceId: string,
  group: string,
  days: Days,
): Promise<Counts> {
  const found = await readDaySums(connection, workspaceId, [group], days);
  const sum: Record<string, number> = {};
  for (const { counts } of found.get(group) ?? []) {
    addCounts(sum, counts);
  }
  return sum;
}

function cohortsOf(weeks: Counts, { first, last }: Days): Reply["cohorts"] {
  const cohorts = new Map<number, number[]>();
  for (const [name, count] of Object.entries(weeks)) {
    const [cohort = 0, week = 0] = partsOf(name).map(Number);
    if (cohort >= mondayOf(first) && cohort <= last && week < mostWeeks && count > 0) {
      const own = cohorts.get(cohort) ?? [];
      own[week] = count;
      cohorts.set(cohort, own);
    }
  }
  return [...cohorts]
    .sort(([a], [b]) => a - b)
    .map(([week, counts]) => ({
      week: dateOf(week),
      contacts: counts[0] ?? 0,
      returned: Array.from({ length: counts.length - 1 }, (_, index) => counts[index + 1] ?? 0),
    }));
}

function goalsOf(goals: Counts): { readonly name: string; readonly contacts: number }[] {
  return Object.entries(goals)
    .map(([name, contacts]) => ({ parts: partsOf(name), contacts }))
    .filter(({ parts: [kind], contacts }) => kind === "reached" && contacts > 0)
    .map(({ parts, contacts }) => ({ name: parts[1] ?? "", contacts }))
    .sort((a, b) => b.contacts - a.contacts)
    .slice(0, mostGoals);
}

interface CountedTouch {
  readonly which: string;
  readonly goal: string;
  readonly kind: TouchKind;
  readonly id: string;
  readonly count: number;
}

function touchesIn(goals: Counts): readonly CountedTouch[] {
  return Object.entries(goals).flatMap(([name, count]) => {
    const [which = "", goal = "", touch = ""] = partsOf(name);
    if ((which !== "first" && which !== "last") || count <= 0) {
      return [];
    }
    const [kind = "", id = ""] = partsOf(touch);
    return [{ which, goal, kind: kind as TouchKind, id, count }];
  });
}
