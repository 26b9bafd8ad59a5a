import type { ChannelHealth, ReplyOf, routes } from "@chatloom/api-schema";
import type { ServerContext } from "../../context/server-context.ts";
import { lately, recentHours, type TrafficHour } from "../../domain/channel-traffic.ts";
import type { ChannelRecord } from "../../records/channel-account-model.ts";
import { type ChannelTrafficFields, channelTraffic } from "../../records/channel-traffic-model.ts";

/** Reads, at once, how channels of a workspace fare by the counts of this hour and the one before; gives what tells it of each. */
export async function loadHealth(
  context: ServerContext,
  workspaceId: string,
  records: readonly ChannelRecord[],
): Promise<(record: ChannelRecord) => ChannelHealth> {
  const found = await channelTraffic(context.connection)
    .in(workspaceId)
    .find(
      { _id: { $in: records.map((it) => String(it._id)) } },
      { projection: { slots: 1, lastSentAt: 1 } },
    );
  const byId = new Map(found.map((it) => [it._id, it]));
  return (record) => healthOf(record, byId.get(String(record._id)), context.now());
}

function healthOf(
  { credentials, standing }: ChannelRecord,
  traffic: ChannelTrafficFields | undefined,
  now: number,
): ChannelHealth {
  const { ms, times: _times, ...counts } = lately(slotsOf(traffic), now);
  return {
    ...counts,
    averageMs: counts.called > 0 ? Math.round(ms / counts.called) : undefined,
    lastSentAt: traffic?.lastSentAt === undefined ? undefined : moment(traffic.lastSentAt),
    credentialsExpireAt:
      credentials?.expiresAt === undefined ? undefined : moment(credentials.expiresAt),
    standing,
  };
}

/** Reads the log of a channel, the newest entries first. */
export async function readTraffic(
  context: ServerContext,
  workspaceId: string,
  channelId: string,
): Promise<ReplyOf<typeof routes.channels.readChannelTraffic>> {
  const found = await channelTraffic(context.connection).in(workspaceId).findById(channelId);
  const hours = recentHours(slotsOf(found), context.now());
  return {
    hours: hours.map(({ at, ms: _ms, times: _times, ...counts }) => ({
      at: moment(at),
      ...counts,
    })),
    entries: [...(found?.entries ?? [])]
      .sort((a, b) => b.at - a.at)
      .map(({ at, ...entry }) => ({ at: moment(at), ...entry })),
  };
}

/** Lists the hours of a channel's traffic, in no order. */
export function slotsOf(found: ChannelTrafficFields | undefined): readonly TrafficHour[] {
  return Object.values(found?.slots ?? {});
}

function moment(at: number): string {
  return new Date(at).toISOString();
}
