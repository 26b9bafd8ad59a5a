import type { Connection } from "mongoose";
import { addCounts } from "../../domain/reports/counts.ts";
import {
  type ConversationHour,
  conversationHoursOf,
  reportSumsOf,
} from "../../records/report-models.ts";
import type { ObjectId } from "../../store/scoped-model.ts";
import type { HourChanges } from "./count-group.ts";

/** Leaves out the hours that did not change. */
export function onlyChanged({ before, after, noLongerNewest }: HourChanges): HourChanges {
  const old = new Map(before.map((it) => [it._id, JSON.stringify(it)]));
  const same = new Set(
    after.filter((it) => old.get(it._id) === JSON.stringify(it)).map((it) => it._id),
  );
  return {
    before: before.filter((it) => !same.has(it._id)),
    after: after.filter((it) => !same.has(it._id)),
    noLongerNewest,
  };
}

/** Stores the hours of conversations. */
export async function writeHours(
  connection: Connection,
  { before, after, noLongerNewest }: HourChanges,
): Promise<void> {
  const kept = new Set(after.map((it) => it._id));
  const writes = [
    ...before
      .filter((it) => !kept.has(it._id))
      .map(({ _id }) => ({ deleteOne: { filter: { _id } } })),
    ...noLongerNewest.map((_id) => ({
      updateOne: { filter: { _id }, update: { $unset: { newestOf: 1 as const } } },
    })),
    ...after.map(({ _id, ...replacement }) => ({
      replaceOne: { filter: { _id }, replacement, upsert: true },
    })),
  ];
  if (writes.length > 0) {
    await conversationHoursOf(connection).bulkWrite(writes, { ordered: false });
  }
}

/** Adds the differences of changed hours to the sums of hours and days. */
export async function addToSums(
  connection: Connection,
  workspaceId: ObjectId,
  { before, after }: HourChanges,
): Promise<void> {
  const sums = new Map<string, OpenSum>();
  for (const it of before) {
    addHour(sums, it, -1);
  }
  for (const it of after) {
    addHour(sums, it, 1);
  }
  const writes = [...sums.values()].flatMap(({ span, at, day, group, counts }) => {
    const changed = Object.entries(counts).filter(([, by]) => by !== 0);
    if (changed.length === 0) {
      return [];
    }
    const $inc = Object.fromEntries(changed.map(([name, by]) => [`counts.${name}`, by]));
    return [
      {
        updateOne: {
          filter: { _id: sumId(workspaceId, span, at, group) },
          update: { $inc, $setOnInsert: { workspaceId, span, at, day, group } },
          upsert: true,
        },
      },
    ];
  });
  if (writes.length > 0) {
    await reportSumsOf(connection).bulkWrite(writes, { ordered: false });
  }
}

/** A sum in the making. */
export interface OpenSum {
  readonly span: "hour" | "day";
  readonly at: number;
  readonly day: number;
  readonly group: string;
  readonly counts: Record<string, number>;
}

/** Adds an hour of a conversation to the sums of its hour and its day, or subtracts it. */
export function addHour(
  sums: Map<string, OpenSum>,
  { hour, day, counts, groups, own }: ConversationHour,
  factor: 1 | -1,
): void {
  const add = (group: string, its: ConversationHour["counts"]) => {
    for (const { span, at } of [
      { span: "hour", at: hour },
      { span: "day", at: day },
    ] as const) {
      const key = `${span}${at}:${group}`;
      const sum = sums.get(key) ?? { span, at, day, group, counts: {} };
      sums.set(key, sum);
      addCounts(sum.counts, its, factor);
    }
  };
  for (const it of groups) {
    add(it.group, counts);
    add(it.group, it.counts);
  }
  for (const it of own) {
    add(it.group, it.counts);
  }
}

/** Returns the id of a sum. */
export function sumId(workspaceId: ObjectId, span: string, at: number, group: string): string {
  return `${workspaceId.toHexString()}:${span}${at}:${group}`;
}
