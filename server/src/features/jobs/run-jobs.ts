import type { JobKind } from "@chatloom/api-schema";
import type { ServerContext } from "../../context/server-context.ts";
import { newId } from "../../domain/new-id.ts";
import { jobs, presentJob, type StoredJob } from "../../records/job-model.ts";
import { raiseAlert } from "../../records/raise-alert.ts";
import { startDueWork } from "../../store/due-work.ts";
import { insertJob, type NewJob } from "./insert-job.ts";

/** One page of a job. It may run again after a crash, so its writes must be repeatable. */
export interface PageResult {
  /** Finished units after this page. */
  readonly position: number;
  /** Added to the counts of the job. */
  readonly counts: Readonly<Record<string, number>>;
  readonly done: boolean;
  /** Where the next page begins, if `position` does not say it. */
  readonly cursor?: string;
  /** The next page does not run before this moment (epoch milliseconds). */
  readonly notBefore?: number;
}

/** CONTRACT. The work of a kind of job. */
export interface JobWork {
  readonly runPage: (job: StoredJob) => Promise<PageResult>;
  /** Called once after the last page, before the job counts as done. May be called again after a crash. */
  readonly finish?: (job: StoredJob) => Promise<void>;
}

/** A reason for which a job cannot succeed; it fails at once. */
export class JobProblem extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Starts jobs and works on those of all processes. */
export interface Jobs {
  readonly add: (workspaceId: string, job: NewJob) => Promise<StoredJob>;
  /** Looks at once for jobs that were stored another way. */
  readonly look: () => void;
  readonly close: () => Promise<void>;
}

const lookEveryMs = 1_000;
/** Another process takes over a job whose page takes longer than this. */
const leaseMs = 60_000;
const mostAtOnce = 2;
const mostAttempts = 5;
const firstPauseMs = 2_000;

/** Works on stored jobs, page by page. After a crash another process continues with the page that was not finished. */
export function runJobs(context: ServerContext, kinds: Readonly<Record<JobKind, JobWork>>): Jobs {
  const { connection, log, now, announce } = context;
  const owner = newId();
  /** Ids of jobs that this process works on, whatever the clock says about their leases. */
  const own = new Set<StoredJob["_id"]>();
  let stopped = false;
  const due = startDueWork({
    log,
    name: "jobs",
    lookEveryMs,
    mostAtOnce,
    take,
    work: (job) => work(job).finally(() => own.delete(job._id)),
    idsOf: ({ _id, kind }) => ({ jobId: String(_id), kind }),
  });
  due.look();

  return {
    async add(workspaceId, job) {
      const made = await insertJob(context, workspaceId, job);
      due.look();
      return made;
    },
    look: due.look,
    async close() {
      stopped = true;
      await due.stop();
      await due.idle();
    },
  };

  async function take(): Promise<StoredJob | undefined> {
    const at = now();
    const taken = (await jobs(connection)
      .acrossWorkspaces.findOneAndUpdate(
        { state: "running", nextAt: { $lte: at }, _id: { $nin: [...own] } },
        { $set: { owner, nextAt: at + leaseMs } },
        { sort: { nextAt: 1 }, returnDocument: "after" },
      )
      .lean()) as StoredJob | null;
    if (taken) {
      own.add(taken._id);
    }
    return taken ?? undefined;
  }

  /** Runs pages until the job ends, is stopped or belongs to another process. */
  async function work(taken: StoredJob): Promise<void> {
    for (let job = taken; job.state === "running"; ) {
      if (stopped) {
        await change(job, { nextAt: now() });
        return;
      }
      try {
        const page = await kinds[job.kind].runPage(job);
        const after = await note(job, page);
        if (!after || page.notBefore !== undefined) {
          return;
        }
        job = after;
      } catch (error) {
        await noteFailure(job, error);
        return;
      }
    }
  }

  async function note(job: StoredJob, { position, counts, done, cursor, notBefore }: PageResult) {
    const added = Object.fromEntries(
      Object.entries(counts).map(([name, count]) => [name, (job.counts[name] ?? 0) + count]),
    );
    const after: StoredJob = { ...job, position, counts: { ...job.counts, ...added }, cursor };
    if (done) {
      await kinds[job.kind].finish?.(after);
    }
    return change(job, {
      position,
      counts: after.counts,
      cursor,
      attempts: 0,
      ...(done ? { state: "done", endedAt: now() } : { nextAt: notBefore ?? now() + leaseMs }),
    });
  }

  /** Writes a change unless the job was stopped or another process has taken it over. */
  async function change(
    { _id, workspaceId }: StoredJob,
    set: Readonly<Record<string, unknown>>,
  ): Promise<StoredJob | undefined> {
    const changed = await jobs(connection)
      .in(workspaceId)
      .findOneAndUpdate({ _id, owner, state: "running" }, { $set: set });
    if (changed) {
      announce(String(workspaceId), "job.updated", presentJob(changed));
    }
    return changed;
  }

  async function noteFailure(job: StoredJob, error: unknown): Promise<void> {
    const { _id, workspaceId, kind, title } = job;
    const attempts = job.attempts + 1;
    if (!(error instanceof JobProblem) && attempts < mostAttempts) {
      log.warn({ err: error, jobId: String(_id), kind }, "failed to run a page; it is tried again");
      await change(job, { attempts, nextAt: now() + firstPauseMs * 2 ** (attempts - 1) });
      return;
    }
    const code = error instanceof JobProblem ? error.code : "job.failed";
    const message = error instanceof JobProblem ? error.message : "An internal error occurred";
    log.error({ err: error, jobId: String(_id), kind }, "failed to finish a job");
    await change(job, { state: "failed", problem: { code, message }, endedAt: now() });
    const alert = {
      code: "job.failed",
      message: `${title}: ${message}`,
      reason: { code, message },
    };
    await raiseAlert(context, workspaceId, alert);
  }
}
