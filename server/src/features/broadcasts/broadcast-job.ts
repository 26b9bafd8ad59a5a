import type { Pipeline } from "../../pipeline/pipeline.ts";
import { waitWhileBusy } from "../../pipeline/wait-while-busy.ts";
import { broadcasts, recipients, type StoredBroadcast } from "../../records/broadcast-model.ts";
import { flows } from "../../records/flow-model.ts";
import type { StoredJob } from "../../records/job-model.ts";
import { messages } from "../../records/message-model.ts";
import { JobProblem, type JobWork } from "../jobs/run-jobs.ts";
import { planPage } from "./plan-page.ts";
import { type Counts, recipientStarts } from "./recipient-starts.ts";
import { repeatBroadcast } from "./repeat-broadcast.ts";

/** The plan of the job. */
export interface BroadcastJobPlan {
  readonly broadcastId: string;
  /** The job ends once so many contacts were started in all. */
  readonly until?: number;
}

const pageSize = 200;
/** A broadcast with a rate of its own sends small pages, so that its contacts do not all answer in the same second. */
const pagesPerMinute = 12;
/** A broadcast pauses when more than a fifth of at least so many contacts could not get it. */
const mostFailed = { least: 50, share: 0.2 } as const;
/** The cursor once every contact is planned, while some wait for their time. */
const allPlanned = "planned";
/** A waiting job looks again after this time at the latest. */
const mostRestMs = 60_000;

/**
 * The work of sending a broadcast, a page after the other, each contact once. A page first starts the contacts whose time has come, then plans
 * the next ones.
 */
export function broadcastJob(pipeline: Pipeline): JobWork {
  const { services, busy } = pipeline;
  const { context } = services;
  const { connection, now } = context;
  const { start, startDue } = recipientStarts(pipeline);

  return {
    async runPage(job) {
      const broadcast = await find(job);
      if (broadcast.state !== "sending" || String(broadcast.jobId) !== String(job._id)) {
        // Paused, stopped or continued by another job before this one began.
        return { position: job.position, counts: {}, done: true, cursor: job.cursor ?? "" };
      }
      await refuseIfFailing(broadcast, job);
      const { plan } = broadcast;
      const { until } = job.plan as BroadcastJobPlan;
      const limit =
        plan.perMinute === undefined ? pageSize : Math.ceil(plan.perMinute / pagesPerMinute);
      const due = await startDue(broadcast, Math.min(limit, pageSize));
      const known = (job.counts.started ?? 0) + (job.counts.waiting ?? 0);
      const left = until === undefined ? pageSize : Math.max(0, until - known);
      const room = Math.min(limit - (due.started ?? 0), left, pageSize);
      const plans = job.cursor !== allPlanned && room > 0;
      const page = plans
        ? await planPage(context, broadcast.workspaceId, plan, {
            after: job.cursor ?? "",
            limit: room,
            broadcastId: String(broadcast._id),
          })
        : { items: [], next: job.cursor };
      const counts = sum(due, await start(broadcast, page.items));
      const cursor = page.next ?? allPlanned;
      await waitWhileBusy(busy);
      const nextDue = await nextTime(broadcast);
      const reached =
        until !== undefined && known + (counts.started ?? 0) + (counts.waiting ?? 0) >= until;
      const plansMore = cursor !== allPlanned && !reached;
      const ends = !plansMore && nextDue === undefined;
      return {
        position: job.position + page.items.length,
        counts,
        done: ends,
        // Without a cursor the broadcast is complete.
        ...(ends && cursor === allPlanned ? {} : { cursor }),
        ...pauseAfter(plan, counts.started ?? 0, plansMore ? undefined : nextDue),
      };
    },
    async finish(job) {
      const { plan, workspaceId, cursor, _id: jobId } = job;
      // A job that ended at its limit leaves a place to continue from.
      if (cursor === undefined) {
        const { broadcastId } = plan as BroadcastJobPlan;
        await repeatBroadcast(context, job, broadcastId);
        await services.webhooks.tell(workspaceId, [
          {
            id: `broadcast:${broadcastId}`,
            type: "broadcast.finished",
            at: now(),
            data: { broadcastId, name: job.title, counts: job.counts },
          },
        ]);
        await broadcasts(connection)
          .in(workspaceId)
          .updateOne({ _id: broadcastId, jobId, state: "sending" }, { $set: { state: "sent" } });
      }
    },
  };

  /** The time before the next page: for the broadcast's own rate, or until a contact is due. Contacts who are left out cost no time. */
  function pauseAfter(
    { perMinute }: StoredBroadcast["plan"],
    started: number,
    nextDue: number | undefined,
  ): { readonly notBefore?: number } {
    const rest = perMinute === undefined ? 0 : Math.ceil((started / perMinute) * 60_000);
    const wait = nextDue === undefined ? 0 : Math.min(mostRestMs, nextDue - now());
    const ms = Math.max(rest, wait);
    return ms > 0 ? { notBefore: now() + ms } : {};
  }

  async function nextTime({ _id, workspaceId }: StoredBroadcast): Promise<number | undefined> {
    const next = await recipients(connection)
      .in(workspaceId)
      .findOne(
        { broadcastId: String(_id), dueAt: { $exists: true } },
        { sort: { dueAt: 1 }, projection: { dueAt: 1 } },
      );
    return next?.dueAt;
  }

  async function find({ plan, workspaceId }: StoredJob): Promise<StoredBroadcast> {
    const { broadcastId } = plan as BroadcastJobPlan;
    const broadcast = await broadcasts(connection).in(workspaceId).findById(broadcastId);
    if (!broadcast) {
      throw new JobProblem("broadcast.deleted", "The broadcast was deleted");
    }
    const flow = await flows(connection).in(workspaceId).findById(broadcast.plan.flowId);
    if (!flow?.active || flow.version === undefined) {
      throw new JobProblem("broadcast.flow-off", "Its flow is not published and active any more");
    }
    return broadcast;
  }

  async function refuseIfFailing({ _id, workspaceId }: StoredBroadcast, job: StoredJob) {
    const started = job.counts.started ?? 0;
    if (started < mostFailed.least) {
      return;
    }
    const failed = await messages(connection)
      .in(workspaceId)
      .count({ broadcastId: String(_id), delivery: "failed" });
    if (failed >= mostFailed.least && failed > started * mostFailed.share) {
      throw new JobProblem(
        "broadcast.failing",
        `${failed} messages of ${started} contacts could not be delivered`,
      );
    }
  }
}

function sum(a: Counts, b: Counts): Counts {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return Object.fromEntries([...names].map((it) => [it, (a[it] ?? 0) + (b[it] ?? 0)]));
}
