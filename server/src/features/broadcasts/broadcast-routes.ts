import {
  type Broadcast,
  type BroadcastPlan,
  type BroadcastReach,
  routes,
} from "@chatloom/api-schema";
import { defined } from "@chatloom/flows-schema";
import type { Router } from "express";
import mongoose from "mongoose";
import { Conflict, NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { answer } from "../../http/answer.ts";
import { broadcasts, recipients, type StoredBroadcast } from "../../records/broadcast-model.ts";
import { compileFor, countMatching } from "../../records/find-matching.ts";
import { jobs, jobsById, presentJob, type StoredJob } from "../../records/job-model.ts";
import { readPriceTable } from "../../records/price-model.ts";
import type { Jobs } from "../jobs/run-jobs.ts";
import { type BroadcastJobPlan, trialPlanned } from "./broadcast-job.ts";
import { broadcastResults } from "./broadcast-results.ts";
import { conditionOf, planPage } from "./plan-page.ts";
import { recipientRoutes } from "./recipient-routes.ts";
import { refusePlan } from "./refuse-plan.ts";
import { startOf } from "./repeat-broadcast.ts";
import { variantRoutes } from "./variant-routes.ts";

const chapter = routes.broadcasts;
const mostListed = 100;
const mostMeasured = 5_000;
const measuredAtOnce = 500;

/** Adds the routes of broadcasts. */
export function broadcastRoutes(api: Router, context: ServerContext, work: Jobs): void {
  const { connection, now } = context;
  const model = (workspaceId: string) => broadcasts(connection).in(workspaceId);

  answer(api, chapter.listBroadcasts, async ({ workspaceId }) => {
    const found = await model(workspaceId).find({}, { sort: { createdAt: -1 }, limit: mostListed });
    const known = await jobsById(connection, workspaceId, found);
    return { items: found.map((it) => shown(it, known.get(String(it.jobId)))) };
  });
  answer(api, chapter.createBroadcast, async ({ workspaceId, body }) => {
    await refusePlan(context, workspaceId, body);
    const at = now();
    const fresh = { plan: body, state: "draft", createdAt: at, updatedAt: at } as const;
    return present(await model(workspaceId).insert(fresh));
  });
  answer(api, chapter.readBroadcast, async ({ workspaceId, params }) =>
    present(await find(workspaceId, params.broadcastId)),
  );
  answer(api, chapter.updateBroadcast, async ({ workspaceId, params, body }) => {
    await find(workspaceId, params.broadcastId);
    await refusePlan(context, workspaceId, body);
    const changed = await model(workspaceId).findOneAndUpdate(
      { _id: params.broadcastId, state: "draft" },
      { $set: { plan: body, updatedAt: now() } },
    );
    return present(changed ?? refuseBegun());
  });
  answer(api, chapter.deleteBroadcast, async ({ workspaceId, params }) => {
    await find(workspaceId, params.broadcastId);
    const { broadcastId } = params;
    const deleted = await model(workspaceId).deleteOne({ _id: broadcastId, state: "draft" });
    return deleted === 0 ? refuseBegun() : {};
  });
  answer(api, chapter.measureReach, async ({ workspaceId, body }) => {
    await refusePlan(context, workspaceId, body);
    return measure(workspaceId, body);
  });
  answer(api, chapter.sendBroadcast, async ({ workspaceId, params, body, member }) => {
    const broadcast = await find(workspaceId, params.broadcastId);
    const { _id, plan } = broadcast;
    const earlier = await jobOf(broadcast);
    if (broadcast.state === "sent" || broadcast.state === "stopped") {
      throw over();
    }
    if (earlier?.state === "running") {
      return present(broadcast);
    }
    await refusePlan(context, workspaceId, plan);
    const begun = broadcast.state === "sending" ? earlier : undefined;
    const started = begun?.counts.started ?? 0;
    const until = body.first === undefined ? undefined : started + body.first;
    const jobPlan: BroadcastJobPlan = {
      broadcastId: String(_id),
      ...defined({ until }),
    };
    // The broadcast names its job first. A crash before the job exists leaves a paused broadcast, which can be continued.
    const jobId = new mongoose.Types.ObjectId();
    const taken = await model(workspaceId).findOneAndUpdate(
      { _id, state: broadcast.state, jobId: broadcast.jobId ?? null },
      { $set: { state: "sending", jobId, updatedAt: now() } },
    );
    if (!taken) {
      // Another member sent it at the same time.
      return present(await find(workspaceId, params.broadcastId));
    }
    await work.add(workspaceId, {
      _id: jobId,
      kind: "sendBroadcast",
      title: plan.name,
      plan: jobPlan,
      total: await sizeOf(workspaceId, plan),
      by: member.name,
      startsAt: plan.at === undefined ? now() : Math.max(now(), startOf({ ...plan, at: plan.at })),
      from: begun && { position: begun.position, counts: begun.counts, cursor: begun.cursor },
    });
    return present(taken);
  });
  answer(api, chapter.pauseBroadcast, async ({ workspaceId, params }) => {
    const broadcast = await halt(workspaceId, params.broadcastId);
    const job = await jobOf(broadcast);
    const begun = await recipients(connection)
      .in(workspaceId)
      .count({ broadcastId: params.broadcastId });
    if ((job && job.position > 0) || begun > 0) {
      return present(broadcast);
    }
    // The broadcast has sent nothing yet, so it can be changed again.
    const draft = await model(workspaceId).findOneAndUpdate(
      { _id: broadcast._id, state: "sending" },
      { $set: { state: "draft", updatedAt: now() }, $unset: { jobId: 1 } },
    );
    return present(draft ?? broadcast);
  });
  answer(api, chapter.stopBroadcast, async ({ workspaceId, params }) => {
    const { _id } = await halt(workspaceId, params.broadcastId);
    const stopped = await model(workspaceId).findOneAndUpdate(
      { _id, state: { $in: ["draft", "sending"] } },
      { $set: { state: "stopped", updatedAt: now() } },
    );
    await recipients(connection)
      .in(workspaceId)
      .updateMany(
        { broadcastId: String(_id), dueAt: { $exists: true }, conversationId: null },
        { $set: { skipped: "stopped" }, $unset: { dueAt: 1 } },
      );
    return present(stopped ?? (await find(workspaceId, String(_id))));
  });
  answer(api, chapter.readBroadcastResults, async ({ workspaceId, params }) => {
    const broadcast = await find(workspaceId, params.broadcastId);
    return broadcastResults(connection, broadcast);
  });
  recipientRoutes(api, context, work, find);
  variantRoutes(api, context, work, { find, present });

  async function find(workspaceId: string, broadcastId: string): Promise<StoredBroadcast> {
    const found = await model(workspaceId).findById(broadcastId);
    if (!found) {
      throw new NotFound("broadcast");
    }
    return found;
  }

  async function jobOf({ workspaceId, jobId }: StoredBroadcast): Promise<StoredJob | undefined> {
    return jobId && jobs(connection).in(workspaceId).findById(jobId);
  }

  /** Stops the job of a broadcast that is not over. */
  async function halt(workspaceId: string, broadcastId: string): Promise<StoredBroadcast> {
    const broadcast = await find(workspaceId, broadcastId);
    if (broadcast.state === "sent" || broadcast.state === "stopped") {
      throw over();
    }
    if (broadcast.jobId) {
      await jobs(connection)
        .in(workspaceId)
        .updateOne(
          { _id: broadcast.jobId, state: "running" },
          { $set: { state: "stopped", endedAt: now() } },
        );
    }
    return broadcast;
  }

  async function present(broadcast: StoredBroadcast): Promise<Broadcast> {
    return shown(broadcast, await jobOf(broadcast));
  }

  function shown(broadcast: StoredBroadcast, job: StoredJob | undefined): Broadcast {
    const { _id, plan, trialEndsAt, undecided, decision, createdAt, updatedAt } = broadcast;
    return {
      id: String(_id),
      ...plan,
      state: stateOf(broadcast, job),
      job: job && presentJob(job),
      trialEndsAt: trialEndsAt === undefined ? undefined : new Date(trialEndsAt).toISOString(),
      undecided,
      decision: decision && { ...decision, at: new Date(decision.at).toISOString() },
      createdAt: new Date(createdAt).toISOString(),
      updatedAt: new Date(updatedAt).toISOString(),
    };
  }

  function stateOf(
    { state, plan, decision }: StoredBroadcast,
    job: StoredJob | undefined,
  ): Broadcast["state"] {
    if (state !== "sending") {
      return state;
    }
    if (job?.state !== "running") {
      return "paused";
    }
    if (job.cursor === trialPlanned && !decision) {
      return "deciding";
    }
    const waits = plan.at !== undefined && startOf({ ...plan, at: plan.at }) > now();
    return waits && job.position === 0 ? "scheduled" : "sending";
  }

  /** How many contacts it may reach; 0 if too many must be looked at one by one. */
  async function sizeOf(workspaceId: string, plan: BroadcastPlan): Promise<number> {
    const compiled = await compileFor(connection, workspaceId, conditionOf(plan), now());
    const { count, complete } = await countMatching(connection, workspaceId, compiled);
    return complete ? count : 0;
  }

  async function measure(workspaceId: string, plan: BroadcastPlan): Promise<BroadcastReach> {
    const skipped: Record<string, number> = {};
    let [judged, reached, waiting, amount, unpriced] = [0, 0, 0, 0, 0];
    const { currency } = await readPriceTable(connection, workspaceId);
    let after: string | undefined = "";
    while (after !== undefined && judged < mostMeasured) {
      const page: Awaited<ReturnType<typeof planPage>> = await planPage(
        context,
        workspaceId,
        { plan },
        { after, limit: measuredAtOnce },
      );
      for (const { way, at, cost } of page.items) {
        if (typeof way === "string") {
          skipped[way] = (skipped[way] ?? 0) + 1;
        } else {
          reached += 1;
          waiting += at > now() ? 1 : 0;
          amount += cost.amount;
          unpriced += cost.unpriced;
        }
      }
      judged += page.items.length;
      after = page.next;
    }
    const cost = { amount, currency, unpriced };
    return { contacts: judged, reached, waiting, cost, skipped, complete: after === undefined };
  }
}

function refuseBegun(): never {
  throw new Conflict("broadcast.began", "The broadcast was sent already; make a new one");
}

function over(): Conflict {
  return new Conflict("broadcast.over", "The broadcast is over");
}
