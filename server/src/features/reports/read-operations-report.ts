import type { ReplyOf, routes } from "@chatloom/api-schema";
import mongoose from "mongoose";
import type { ServerContext } from "../../context/server-context.ts";
import { sumOfHours } from "../../domain/channel-traffic.ts";
import { durationsOf } from "../../domain/reports/figures.ts";
import { channelQueue } from "../../records/channel-queue.ts";
import { conversations } from "../../records/conversation-model.ts";
import { deadLetters } from "../../records/dead-letter-model.ts";
import { inboundOf } from "../../records/inbound-model.ts";
import { processes } from "../../store/process-model.ts";
import { namedChannels } from "./named-channels.ts";
import { readPlatformTraffic } from "./read-platform-traffic.ts";

type Reply = ReplyOf<typeof routes.reports.readOperationsReport>;

const mostCounted = 1_000;
/** A process that has been silent for longer counts as gone, in milliseconds. */
const silentMs = 6_000;

/** Reads how the server works for a workspace: traffic with platforms in the last 24 hours, and what waits now. */
export async function readOperationsReport(
  context: ServerContext,
  workspaceId: string,
): Promise<Reply> {
  const { connection, now } = context;
  const at = now();
  const [alive, events, overdue, letters, channels, traffic] = await Promise.all([
    processes(connection).countDocuments({ seenAt: { $gte: at - silentMs } }),
    inboundOf(connection)
      .find({ waiting: { $exists: true }, workspaceId: new mongoose.Types.ObjectId(workspaceId) })
      .project<{ receivedAt: number }>({ receivedAt: 1 })
      .limit(mostCounted)
      .toArray(),
    conversations(connection)
      .in(workspaceId)
      .count({ wakeAt: { $lte: at } }, mostCounted),
    deadLetters(connection).in(workspaceId).count({}, mostCounted),
    namedChannels(connection, workspaceId),
    readPlatformTraffic(context, workspaceId),
  ]);
  const listed = channels.map(async (channel): Promise<Reply["channels"][number]> => {
    const hours = traffic.get(channel.channelId) ?? [];
    const { ms: _ms, times = {}, ...counts } = sumOfHours(hours);
    const { waiting, oldestAt } = await channelQueue(context, channel.channelId);
    return {
      ...channel,
      ...counts,
      time: durationsOf(times, "all"),
      waiting,
      oldestAt,
      hours: hours.map(({ at: began, received, refused, called, failed }) => ({
        at: moment(began),
        received,
        refused,
        called,
        failed,
      })),
    };
  });
  const oldest = Math.min(...events.map((it) => it.receivedAt));
  return {
    at: moment(at),
    processes: alive,
    waitingEvents: events.length,
    oldestEventAt: events.length > 0 ? moment(oldest) : undefined,
    overdue,
    deadLetters: letters,
    channels: (await Promise.all(listed)).sort((a, b) => b.called - a.called),
  };
}

function moment(at: number): string {
  return new Date(at).toISOString();
}
