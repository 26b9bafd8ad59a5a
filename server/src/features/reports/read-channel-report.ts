import type { QueryOf, ReplyOf, routes } from "@chatloom/api-schema";
import type { ServerContext } from "../../context/server-context.ts";
import { countName } from "../../domain/reports/counts.ts";
import { figuresOf } from "../../domain/reports/figures.ts";
import { namedChannels } from "./named-channels.ts";
import { readDaySums } from "./read-sums.ts";
import { daysBefore, readDays, readStanding } from "./report-period.ts";

type Declared = typeof routes.reports.readChannelReport;

/** Reads the figures of each channel that had messages in a period, with the period before. */
export async function readChannelReport(
  context: ServerContext,
  workspaceId: string,
  query: QueryOf<Declared>,
): Promise<ReplyOf<Declared>> {
  const { connection } = context;
  const days = readDays(query);
  const before = daysBefore(days);
  const [standing, channels] = await Promise.all([
    readStanding(context, workspaceId),
    namedChannels(connection, workspaceId),
  ]);
  const groups = channels.map((it) => countName("c", it.channelId));
  const [sums, earlier] = await Promise.all([
    readDaySums(connection, workspaceId, groups, days),
    readDaySums(connection, workspaceId, groups, before),
  ]);
  return {
    ...standing,
    items: channels
      .flatMap((channel) => {
        const group = countName("c", channel.channelId);
        const own = sums.get(group);
        return own
          ? [
              {
                ...channel,
                now: figuresOf(own, days.first),
                before: figuresOf(earlier.get(group) ?? [], before.first),
              },
            ]
          : [];
      })
      .sort((a, b) => volume(b.now) - volume(a.now)),
  };
}

function volume({ messagesIn, messagesOut }: { messagesIn: number; messagesOut: number }): number {
  return messagesIn + messagesOut;
}
