import mongoose, { type Connection } from "mongoose";
import type { Counts } from "../../domain/reports/counts.ts";
import type { DaySum } from "../../domain/reports/figures.ts";
import { reportSumsOf } from "../../records/report-models.ts";
import type { Days } from "./report-period.ts";

/** The counts of an hour that reports read by hour. */
const hourly = ["in", "waitingChange", "humanChange"];

/** The sum of an hour (epoch milliseconds of its beginning) of a group. */
export interface HourSum {
  readonly at: number;
  readonly counts: Counts;
}

/** The groups of a kind, such as all members. */
export interface GroupsOfKind {
  readonly kind: string;
}

/** Reads the sums of days by group, in order; only counts of some `names`, if given. */
export async function readDaySums(
  connection: Connection,
  workspaceId: string,
  groups: readonly string[] | GroupsOfKind,
  { first, last }: Days,
  names?: readonly string[],
): Promise<ReadonlyMap<string, readonly DaySum[]>> {
  const found = await reportSumsOf(connection)
    .find({
      workspaceId: new mongoose.Types.ObjectId(workspaceId),
      span: "day",
      group:
        "kind" in groups
          ? { $gte: `${groups.kind}:`, $lt: `${groups.kind};` }
          : { $in: [...groups] },
      at: { $gte: first, $lte: last },
    })
    // Whole documents are read faster than parts of them.
    .project<{ group: string; at: number; counts: Counts }>(
      names ? { group: 1, at: 1, ...onlyCounts(names) } : {},
    )
    .toArray();
  const sums = new Map<string, DaySum[]>();
  for (const { group, at: day, counts } of found.sort((a, b) => a.at - b.at)) {
    const own = sums.get(group) ?? [];
    own.push({ day, counts });
    sums.set(group, own);
  }
  return sums;
}

/** Returns a sum for every day, also for those on which nothing happened. */
export function everyDay(sums: readonly DaySum[], { first, last }: Days): readonly DaySum[] {
  const known = new Map(sums.map((it) => [it.day, it]));
  return Array.from(
    { length: last - first + 1 },
    (_, index) => known.get(first + index) ?? { day: first + index, counts: {} },
  );
}

/** Reads the sums of the hours of a group from a moment to another, in order. */
export async function readHourSums(
  connection: Connection,
  workspaceId: string,
  group: string,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<readonly HourSum[]> {
  return reportSumsOf(connection)
    .find({
      workspaceId: new mongoose.Types.ObjectId(workspaceId),
      span: "hour",
      group,
      at: { $gte: from, $lt: to },
    })
    .sort({ at: 1 })
    .project<HourSum>({
      _id: 0,
      at: 1,
      ...onlyCounts(hourly),
    })
    .toArray();
}

function onlyCounts(names: readonly string[]): Readonly<Record<string, 1>> {
  return Object.fromEntries(names.map((name) => [`counts.${name}`, 1 as const]));
}
