import type { Channel } from "../../channels/channel.ts";
import { channelOf, channels } from "../../channels/index.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { type ChannelRecord, channelAccounts } from "../../records/channel-account-model.ts";
import { jobs } from "../../records/job-model.ts";
import type { Jobs } from "../jobs/run-jobs.ts";
import type { SyncPlan } from "./sync-job.ts";

/** Webhooks are believed to be complete up to some minutes before the last one. */
const overlapMs = 10 * 60_000;
/** The greatest age of an event that is answered. Ids of events are kept longer, so no event is answered twice. */
const mostMissedMs = 24 * 60 * 60_000;

/** Adds the job that reads what a channel missed while it was paused or no server ran, for platforms that tell each event once. */
export async function addMissed(
  { now, connection }: ServerContext,
  work: Jobs,
  record: ChannelRecord,
): Promise<void> {
  const last = record.lastEventAt?.getTime();
  if (!channelOf(record.type)?.history?.catchesUp || record.paused || last === undefined) {
    return;
  }
  const channelId = String(record._id);
  const running = await jobs(connection)
    .in(record.workspaceId)
    .findOne({ kind: "syncChannel", state: "running", "plan.channelId": channelId });
  if (running) {
    return;
  }
  const missedSince = Math.max(last - overlapMs, now() - mostMissedMs);
  const plan: SyncPlan = { channelId, missedSince };
  const job = { kind: "syncChannel", title: record.name, plan, total: 0, by: "" } as const;
  await work.add(String(record.workspaceId), job);
}

/** Adds such a job for every channel that may have missed something while no server ran. */
export async function addAllMissed(context: ServerContext, work: Jobs): Promise<void> {
  const types = Object.values<Channel>(channels).filter((it) => it.history?.catchesUp);
  const records = (await channelAccounts(context.connection)
    .acrossWorkspaces.find({ type: { $in: types.map((it) => it.type) } })
    .lean()) as ChannelRecord[];
  for (const record of records) {
    await addMissed(context, work, record);
  }
}
