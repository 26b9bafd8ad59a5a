import { defined } from "@chatloom/flows-schema";
import { contentsOf, isInTrial } from "../../domain/broadcast-content.ts";
import type { Pipeline } from "../../pipeline/pipeline.ts";
import { waitWhileBusy } from "../../pipeline/wait-while-busy.ts";
import { broadcasts, recipients, type StoredBroadcast } from "../../records/broadcast-model.ts";
import { flows } from "../../records/flow-model.ts";
import type { StoredJob } from "../../records/job-model.ts";
import { messages } from "../../records/message-model.ts";
import { JobProblem, type JobWork } from "../jobs/run-jobs.ts";
import { decideTrial } from "./decide-trial.ts";
import { type Planned, planPage } from "./plan-page.ts";
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
/** The cursor once the trial is planned, until its winner is chosen. */
export const trialPlanned = "trial";
/** What a cursor begins with while the contacts are planned who are not in the trial. */
const restPrefix = "rest:";
/** A waiting job looks again after this time at the latest. */
const mostRestMs = 60_000;

/**
 * The work of sending a broadcast, a page after the other, each contact once. A page first starts the contacts whose time has come, then plans
 * the next ones. With a trial, its contacts are planned first; the others follow once the winner is chosen.
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
      const { items, cursor } = await nextPage(broadcast, job.cursor ?? "", room);
      const counts = sum(due, await start(broadcast, items));
      await waitWhileBusy(busy);
      const nextDue = await nextTime(broadcast);
      const reached =
        until !== undefined && known + (counts.started ?? 0) + (counts.waiting ?? 0) >= until;
      if (cursor === trialPlanned && !reached) {
        return { position: job.position + items.length, counts, ...(await judged()) };
      }
      const plansMore = cursor !== allPlanned && !reached;
      const ends = !plansMore && nextDue === undefined;
      return {
        position: job.position + items.length,
        counts,
        done: ends,
        // Without a cursor the broadcast is complete.
        ...defined({ cursor: ends && cursor === allPlanned ? undefined : cursor }),
        ...pauseAfter(plan, counts.started ?? 0, plansMore ? undefined : nextDue),
      };

      /** Goes on with the other contacts once the winner is chosen; looks again later until then. */
      async function judged() {
        const decides = nextDue === undefined ? await decideTrial(context, broadcast) : undefined;
        if (decides === "decided" || broadcast.decision) {
          return { done: false, cursor: restPrefix };
        }
        const latest = now() + mostRestMs;
        const notBefore = Math.min(latest, nextDue ?? latest, decides ?? latest);
        return { done: false, cursor: trialPlanned, notBefore };
      }
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

  /** Plans the next contacts: with a trial first those in it, then the others. Says where the page after this one begins. */
  async function nextPage(
    { _id, workspaceId, plan, decision }: StoredBroadcast,
    cursor: string,
    limit: number,
  ): Promise<{ readonly items: readonly Planned[]; readonly cursor: string }> {
    if (cursor === allPlanned || cursor === trialPlanned || limit <= 0) {
      return { items: [], cursor };
    }
    const broadcastId = String(_id);
    const rest = cursor.startsWith(restPrefix);
    const prefix = rest ? restPrefix : "";
    const planned = { plan, broadcastId, decision };
    const { items, next } = await planPage(context, workspaceId, planned, {
      after: cursor.slice(prefix.length),
      limit,
      only: (it) => plan.trial === undefined || isInTrial(broadcastId, plan, it) !== rest,
    });
    const end = rest || plan.trial === undefined ? allPlanned : trialPlanned;
    return { items, cursor: next === undefined ? end : prefix + next };
  }

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
    const wanted = contentsOf(broadcast.plan).flatMap((it) => it.flowId ?? []);
    const active = await flows(connection)
      .in(workspaceId)
      .count({ _id: { $in: wanted }, active: true, version: { $exists: true } });
    if (active < new Set(wanted).size) {
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
