import { DateTime } from "luxon";
import { Invalid } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { dayOfDate } from "../../domain/reports/calendar.ts";
import { countName } from "../../domain/reports/counts.ts";
import { everything } from "../../domain/reports/groups.ts";
import { reportProgress } from "../../records/report-models.ts";
import { findWorkspace } from "../../records/workspace.ts";

/** The days of a report, the first and the last one included. */
export interface Days {
  readonly first: number;
  readonly last: number;
}

/** The filter of a report, as its query has it. */
export interface ReportFilter {
  readonly channelId?: string | undefined;
  readonly flowId?: string | undefined;
  readonly language?: string | undefined;
  readonly country?: string | undefined;
  readonly tag?: string | undefined;
}

const mostDays = 1_100;

/** Reads the days of a report. Throws `Invalid` where they are in the wrong order or too many. */
export function readDays({ from, to }: { readonly from: string; readonly to: string }): Days {
  const days = { first: dayOfDate(from), last: dayOfDate(to) };
  if (!(days.first <= days.last) || days.last - days.first >= mostDays) {
    const message = `must be ${from} or later, and within ${mostDays} days`;
    throw new Invalid("reports.range", "The period of a report is not possible", [
      { at: "/to", message },
    ]);
  }
  return days;
}

/** Returns as many days as a period has, before it. */
export function daysBefore({ first, last }: Days): Days {
  return { first: first - (last - first + 1), last: first - 1 };
}

/** Returns the group of conversations that a filter chooses. Throws `Invalid` for more than one filter, but for a channel's country. */
export function groupOf({ channelId, flowId, language, country, tag }: ReportFilter): string {
  if (channelId !== undefined && country !== undefined && !flowId && !language && !tag) {
    return countName("cn", channelId, country);
  }
  const chosen = [
    channelId === undefined ? [] : [countName("c", channelId)],
    flowId === undefined ? [] : [countName("f", flowId)],
    language === undefined ? [] : [countName("l", language)],
    country === undefined ? [] : [countName("n", country)],
    tag === undefined ? [] : [countName("t", tag)],
  ].flat();
  if (chosen.length > 1) {
    throw new Invalid("reports.one-filter", "A report takes one filter at a time", [
      {
        at: "",
        message:
          "must have one of channelId, flowId, language, country and tag, or channelId and country",
      },
    ]);
  }
  return chosen[0] ?? everything;
}

/** Returns the moments (epoch milliseconds) at which the days begin and end. */
export function momentsOf({ first, last }: Days, zone: string) {
  const at = (day: number) =>
    DateTime.fromISO(new Date(day * 86_400_000).toISOString().slice(0, 10), { zone })
      .startOf("day")
      .toMillis();
  return { from: at(first), to: at(last + 1) };
}

/** Tells how far the reports of a workspace are counted. */
export async function readStanding({ connection }: ServerContext, workspaceId: string) {
  const [progress, workspace] = await Promise.all([
    reportProgress(connection).in(workspaceId).findById(workspaceId),
    findWorkspace(connection, workspaceId),
  ]);
  const counting =
    !progress ||
    progress.rebuild === true ||
    progress.buildFrom !== undefined ||
    progress.sumFrom !== undefined;
  return {
    timeZone: progress?.zone ?? (workspace?.timeZone || "UTC"),
    upTo: progress?.passedAt ? new Date(progress.passedAt).toISOString() : undefined,
    counting,
  };
}
