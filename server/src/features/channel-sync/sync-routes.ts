import { type Job, routes } from "@chatloom/api-schema";
import type { Router } from "express";
import { channelOf } from "../../channels/index.ts";
import { Conflict, Invalid, NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { answer } from "../../http/answer.ts";
import { type ChannelRecord, channelAccounts } from "../../records/channel-account-model.ts";
import { findChannel } from "../../records/connected-channel.ts";
import { jobs, presentJob } from "../../records/job-model.ts";
import type { Jobs } from "../jobs/run-jobs.ts";
import type { SyncPlan } from "./sync-job.ts";

const chapter = routes.channels;
/** The channel that `/chatwoot/sync` is for. */
const chatwootType = "chatwoot-bot";

/** Adds the routes that read a platform's earlier conversations. */
export function syncRoutes(api: Router, context: ServerContext, work: Jobs): void {
  const { connection } = context;

  answer(api, chapter.syncChannel, async ({ workspaceId, params, member }) =>
    start(await findChannel(context, workspaceId, params.channelId), member.name),
  );

  answer(api, chapter.readChannelSync, async ({ workspaceId, params }) => {
    await findChannel(context, workspaceId, params.channelId);
    const [job] = await jobs(connection)
      .in(workspaceId)
      .find(
        { kind: "syncChannel", "plan.channelId": params.channelId },
        { sort: { createdAt: -1 }, limit: 1 },
      );
    return { job: job && presentJob(job) };
  });

  answer(api, chapter.syncChatwoot, async ({ workspaceId, query, member }) => {
    const { channelId } = query;
    if (channelId !== undefined) {
      return start(await findChannel(context, workspaceId, channelId), member.name);
    }
    const [only, ...others] = await channelAccounts(connection)
      .in(workspaceId)
      .find({ type: chatwootType });
    if (others.length > 0) {
      throw new Conflict(
        "channel.ambiguous",
        "Several inboxes of Chatwoot are connected; name one with channelId",
      );
    }
    if (!only) {
      throw new NotFound("channel");
    }
    return start(only, member.name);
  });

  async function start(record: ChannelRecord, by: string): Promise<Job> {
    if (!channelOf(record.type)?.history) {
      throw new Invalid(
        "channel.no-history",
        "This platform does not give earlier conversations",
        [],
      );
    }
    const channelId = String(record._id);
    const running = await jobs(connection)
      .in(record.workspaceId)
      .findOne({ kind: "syncChannel", state: "running", "plan.channelId": channelId });
    if (running) {
      return presentJob(running);
    }
    const plan: SyncPlan = { channelId };
    const job = { kind: "syncChannel", title: record.name, plan, total: 0, by } as const;
    return presentJob(await work.add(String(record.workspaceId), job));
  }
}
