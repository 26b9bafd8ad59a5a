import { defined } from "@chatloom/flows-schema";
import type { Connection } from "mongoose";
import { type Calendar, createCalendar } from "../../domain/reports/calendar.ts";
import { conversationsOf } from "../../records/conversation-model.ts";
import {
  conversationHoursOf,
  type ReportProgress,
  type ReportProgressFields,
  reportProgress,
  reportSumsOf,
} from "../../records/report-models.ts";
import { findWorkspace } from "../../records/workspace.ts";
import { countGroup } from "./count-group.ts";
import type { Touched } from "./plan-hours.ts";
import { forgetSeen, readTouched, type Seen } from "./read-touched.ts";
import { sumHours } from "./sum-hours.ts";
import { addToSums, onlyChanged, writeHours } from "./write-hours.ts";

/** The context of counting. */
export interface Counting {
  readonly connection: Connection;
  readonly now: () => number;
  /** This process, in leases. */
  readonly owner: string;
}

/** Another process counts this workspace now. */
export class CountedElsewhere extends Error {}

/** Another process takes over from one that has not written for so long. */
export const leaseMs = 60_000;
/** Records may become visible so long after the moment that they carry. */
export const lookBackMs = 120_000;
/** Counted one higher whenever more is counted than before: everything is counted anew then. */
export const countedForm = 8;
const groupSize = 100;
/** Hours are added up once more so long after they began. */
const checkAfterMs = 3 * 3_600_000;
/** Groups of one pass, so that workspaces take turns. */
const mostGroups = 40;

/**
 * Counts what was written in a workspace since the last pass, for as many groups of conversations as one pass may take. Answers whether
 * there is more. The hours that a group changes are noted before they are written and released after: if the process ends in between,
 * the next pass adds these hours up anew. Throws `CountedElsewhere` when the lease is lost.
 */
export async function countWorkspace(
  counting: Counting,
  taken: ReportProgress,
  seen: Seen,
): Promise<boolean> {
  const { connection, now, owner } = counting;
  const { _id: workspaceId } = taken;
  const zone = (await findWorkspace(connection, workspaceId))?.timeZone || "UTC";
  const calendar = createCalendar(zone);
  let progress = taken;
  let groups = 0;

  if (progress.rebuild || progress.zone !== zone || (progress.form ?? 1) < countedForm) {
    seen.clear();
    const anew = {
      zone,
      form: countedForm,
      buildFrom: "",
      cursor: now() - lookBackMs,
      rebuild: false,
    };
    await note(anew, ["sumFrom"]);
  }
  if (progress.dirty.length > 0) {
    await sumHours(connection, workspaceId, calendar, progress.dirty);
    await note({ dirty: [] });
  }
  while (progress.buildFrom !== undefined && groups < mostGroups) {
    await buildGroup(progress.buildFrom);
  }
  while (progress.sumFrom !== undefined && groups < mostGroups) {
    await sumAnew(progress.sumFrom);
  }
  if (progress.buildFrom !== undefined || progress.sumFrom !== undefined) {
    return true;
  }
  const more = await follow();
  await checkHour(calendar);
  return more;

  /** Counts everything that was written since the cursor. */
  async function follow(): Promise<boolean> {
    for (;;) {
      const began = now();
      const page = await readTouched(connection, workspaceId, progress.cursor, seen);
      const { touched, upTo } = page;
      for (let index = 0; index < touched.length; index += groupSize) {
        await count(touched.slice(index, index + groupSize));
      }
      if (upTo === undefined) {
        await note({ cursor: began - lookBackMs, passedAt: began });
        forgetSeen(seen, progress.cursor);
        return false;
      }
      await note({ cursor: upTo });
      if (groups >= mostGroups) {
        return true;
      }
    }
  }

  /** Counts the next conversations from their beginning. */
  async function buildGroup(after: string): Promise<void> {
    const ids = await conversationsOf(connection)
      .find({ workspaceId, _id: { $gt: after } })
      .sort({ _id: 1 })
      .limit(groupSize)
      .project<{ _id: string }>({ _id: 1 })
      .toArray();
    if (ids.length === 0) {
      await note({ sumFrom: Number.MIN_SAFE_INTEGER, dirty: [] }, ["buildFrom"]);
      return;
    }
    await count(ids.map(({ _id }) => ({ conversationId: _id, at: 0, whole: true })));
    await note({ buildFrom: ids.at(-1)?._id ?? after });
  }

  async function count(group: readonly Touched[]): Promise<void> {
    groups += 1;
    const counted = await countGroup(connection, workspaceId, calendar, group);
    const changes = onlyChanged(counted);
    if (changes.before.length + changes.after.length + changes.noLongerNewest.length === 0) {
      return;
    }
    const hours = [...changes.before, ...changes.after].map((it) => it.hour);
    await note({ dirty: [...new Set(hours)] });
    await writeHours(connection, changes);
    await addToSums(connection, workspaceId, changes);
    await note({ dirty: [] });
  }

  /** Adds up the next hours anew, and deletes sums of hours in which nothing happened. */
  async function sumAnew(after: number): Promise<void> {
    groups += 1;
    const next = await hoursAfter(after);
    const last = next.at(-1);
    const until = last ?? Number.MAX_SAFE_INTEGER;
    await reportSumsOf(connection).deleteMany({
      workspaceId,
      span: "hour",
      at: { $gt: after, $lte: until, $nin: next },
    });
    await sumHours(connection, workspaceId, calendar, next);
    if (last !== undefined) {
      await note({ sumFrom: last });
      return;
    }
    await dropEmptyDays();
    await note({}, ["sumFrom"]);
  }

  async function dropEmptyDays(): Promise<void> {
    const sums = reportSumsOf(connection);
    const days = await sums.distinct("day", { workspaceId, span: "hour" });
    await sums.deleteMany({ workspaceId, span: "day", at: { $nin: days } });
  }

  /** Adds up one ended hour once more. */
  async function checkHour(its: Calendar): Promise<void> {
    const until = its.hourOf(now() - checkAfterMs);
    if (progress.checkedTo >= until) {
      return;
    }
    const [next] = await hoursAfter(progress.checkedTo, 1);
    if (next !== undefined && next < until) {
      await note({ dirty: [next] });
      await sumHours(connection, workspaceId, its, [next]);
      await note({ dirty: [], checkedTo: next });
    } else {
      await note({ checkedTo: until - 1 });
    }
  }

  async function hoursAfter(hour: number, most = 24): Promise<readonly number[]> {
    const found: number[] = [];
    for (let last = hour; found.length < most; ) {
      const next = await conversationHoursOf(connection)
        .find({ workspaceId, hour: { $gt: last } })
        .sort({ hour: 1 })
        .limit(1)
        .project<{ hour: number }>({ hour: 1 })
        .next();
      if (!next) {
        break;
      }
      found.push(next.hour);
      last = next.hour;
    }
    return found;
  }

  /** Stores the progress and renews the lease. */
  async function note(
    set: Partial<ReportProgressFields>,
    unset: readonly (keyof ReportProgressFields)[] = [],
  ): Promise<void> {
    const changed = await reportProgress(connection)
      .in(workspaceId)
      .findOneAndUpdate(
        { _id: workspaceId, owner },
        {
          $set: { ...set, nextAt: now() + leaseMs },
          ...defined({
            $unset: unset.length > 0 ? Object.fromEntries(unset.map((it) => [it, 1])) : undefined,
          }),
        },
      );
    if (!changed) {
      throw new CountedElsewhere("Another process counts this workspace");
    }
    progress = changed;
  }
}
