import type { QueryOf, ReplyOf, routes } from "@chatloom/api-schema";
import type { ServerContext } from "../../context/server-context.ts";
import { sumOfHours } from "../../domain/channel-traffic.ts";
import { durationsOf, figuresOf } from "../../domain/reports/figures.ts";
import { namedChannels } from "./named-channels.ts";
import { readPlatformTraffic } from "./read-platform-traffic.ts";
import { readPricing } from "./read-pricing.ts";
import { readDaySums } from "./read-sums.ts";
import { daysBefore, groupOf, readDays, readStanding } from "./report-period.ts";

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
  const [standing, pricing, channels, traffic] = await Promise.all([
    readStanding(context, workspaceId),
    readPricing(connection, workspaceId),
    namedChannels(connection, workspaceId),
    readPlatformTraffic(context, workspaceId),
  ]);
  const { country } = query;
  const groups = channels.map(({ channelId }) => groupOf({ channelId, country }));
  const [sums, earlier] = await Promise.all([
    readDaySums(connection, workspaceId, groups, days),
    readDaySums(connection, workspaceId, groups, before),
  ]);
  return {
    ...standing,
    items: channels
      .flatMap((channel) => {
        const { channelId } = channel;
        const group = groupOf({ channelId, country });
        const own = sums.get(group);
        return own
          ? [
              {
                ...channel,
                now: figuresOf(own, days.first, pricing),
                before: figuresOf(earlier.get(group) ?? [], before.first, pricing),
                windowMisses: own.reduce((sum, it) => sum + (it.counts["windowMisses"] ?? 0), 0),
                platform: durationsOf(
                  sumOfHours(traffic.get(channel.channelId) ?? []).times ?? {},
                  "all",
                ),
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
