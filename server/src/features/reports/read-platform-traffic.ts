import type { ServerContext } from "../../context/server-context.ts";
import { recentHours, type TrafficHour } from "../../domain/channel-traffic.ts";
import { channelTraffic } from "../../records/channel-traffic-model.ts";
import { slotsOf } from "../channel-accounts/channel-health.ts";

/** Reads the traffic with the platforms of all channels in the last 24 hours, by channel. */
export async function readPlatformTraffic(
  { connection, now }: ServerContext,
  workspaceId: string,
): Promise<ReadonlyMap<string, readonly TrafficHour[]>> {
  const found = await channelTraffic(connection)
    .in(workspaceId)
    .find({}, { projection: { slots: 1 } });
  return new Map(found.map((it) => [it._id, recentHours(slotsOf(it), now())]));
}
