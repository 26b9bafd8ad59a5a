import { type Broadcast, routes } from "@chatloom/api-schema";
import type { Router } from "express";
import { Conflict, Invalid } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { answer } from "../../http/answer.ts";
import { broadcasts, type StoredBroadcast } from "../../records/broadcast-model.ts";
import { jobs } from "../../records/job-model.ts";
import type { Jobs } from "../jobs/run-jobs.ts";
import { trialPlanned } from "./broadcast-job.ts";
import { compareVariants } from "./compare-variants.ts";

const chapter = routes.broadcasts;

/** Adds the routes that compare the variants of a broadcast and choose the winner. */
export function variantRoutes(
  api: Router,
  { connection, now }: ServerContext,
  work: Jobs,
  {
    find,
    present,
  }: {
    readonly find: (workspaceId: string, broadcastId: string) => Promise<StoredBroadcast>;
    readonly present: (broadcast: StoredBroadcast) => Promise<Broadcast>;
  },
): void {
  answer(api, chapter.readBroadcastVariants, async ({ workspaceId, params, query }) => {
    const broadcast = await find(workspaceId, params.broadcastId);
    refuseWithoutVariants(broadcast);
    return compareVariants(connection, broadcast, query.by);
  });
  answer(api, chapter.declareBroadcastWinner, async ({ workspaceId, params, body, member }) => {
    const broadcast = await find(workspaceId, params.broadcastId);
    const { _id, plan, state, jobId } = broadcast;
    refuseWithoutVariants(broadcast);
    const { variant } = body;
    if (!plan.variants?.some((it) => it.id === variant)) {
      const message = "must be a variant of the broadcast";
      throw new Invalid("broadcast.variant-unknown", `/variant ${message}`, [
        { at: "/variant", message },
      ]);
    }
    if (state === "draft") {
      throw new Conflict("broadcast.not-begun", "The broadcast was not sent yet");
    }
    const at = now();
    const changed = await broadcasts(connection)
      .in(workspaceId)
      .findOneAndUpdate(
        { _id, state: "sending", decision: null },
        {
          $set: { decision: { variant, how: "member", by: member.name, at }, updatedAt: at },
          $unset: { undecided: 1 },
        },
      );
    if (!changed) {
      const newest = await find(workspaceId, params.broadcastId);
      throw newest.decision
        ? new Conflict("broadcast.decided", "The winner was chosen already")
        : new Conflict("broadcast.over", "The broadcast is over");
    }
    // A job that waits for the winner goes on at once. One that is at work reads the decision with its next page.
    await jobs(connection)
      .in(workspaceId)
      .updateOne({ _id: jobId, state: "running", cursor: trialPlanned }, { $set: { nextAt: at } });
    work.look();
    return present(changed);
  });
}

function refuseWithoutVariants({ plan }: StoredBroadcast): void {
  if (!plan.variants) {
    throw new Conflict("broadcast.no-variants", "The broadcast has no variants");
  }
}
