import type { Connection } from "mongoose";
import type { Calendar } from "../../domain/reports/calendar.ts";
import { addCounts } from "../../domain/reports/counts.ts";
import { conversationHoursOf, reportSumsOf } from "../../records/report-models.ts";
import type { ObjectId } from "../../store/scoped-model.ts";
import { addHour, type OpenSum, sumId } from "./write-hours.ts";

/** Adds up hours anew from their conversations, and then the days that they belong to. */
export async function sumHours(
  connection: Connection,
  workspaceId: ObjectId,
  calendar: Calendar,
  hours: readonly number[],
): Promise<void> {
  const sums = reportSumsOf(connection);
  for (const hour of hours) {
    const open = new Map<string, OpenSum>();
    for await (const it of conversationHoursOf(connection).find({ workspaceId, hour })) {
      addHour(open, it, 1);
    }
    const fresh = [...open.values()].filter((it) => it.span === "hour");
    await replaceSums(workspaceId, "hour", hour, fresh);
  }
  for (const day of new Set(hours.map(calendar.dayOf))) {
    const open = new Map<string, OpenSum>();
    for await (const { group, counts } of sums.find({ workspaceId, span: "hour", day })) {
      const sum = open.get(group) ?? { span: "day", at: day, day, group, counts: {} };
      open.set(group, sum);
      addCounts(sum.counts, counts);
    }
    await replaceSums(workspaceId, "day", day, [...open.values()]);
  }

  async function replaceSums(
    of: ObjectId,
    span: "hour" | "day",
    at: number,
    fresh: readonly OpenSum[],
  ): Promise<void> {
    const ids = fresh.map((it) => sumId(of, span, at, it.group));
    await sums.deleteMany({ workspaceId: of, span, at, _id: { $nin: ids } });
    if (fresh.length > 0) {
      await sums.bulkWrite(
        fresh.map((sum, index) => ({
          replaceOne: {
            filter: { _id: ids[index] ?? "" },
            replacement: { workspaceId: of, ...sum },
            upsert: true,
          },
        })),
        { ordered: false },
      );
    }
  }
}
