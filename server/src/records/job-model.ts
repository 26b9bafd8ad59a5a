import type { Job, JobKind } from "@chatloom/api-schema";
import mongoose, { type Connection } from "mongoose";
import { defineCollection, type ObjectId, type Stored } from "../store/scoped-model.ts";

/** Long work in pages, as stored. Moments are epoch milliseconds. */
export interface JobFields {
  readonly kind: JobKind;
  readonly title: string;
  readonly state: Job["state"];
  /** The input of the work; its kind knows the shape. */
  readonly plan: unknown;
  readonly position: number;
  readonly total: number;
  /** Where the next page begins, if a number does not say it. */
  readonly cursor?: string | undefined;
  readonly counts: Readonly<Record<string, number>>;
  readonly problem?: NonNullable<Job["problem"]>;
  /** Failed tries of the current page. */
  readonly attempts: number;
  /** The process that works on it. Another one may take it over from `nextAt` on. */
  readonly owner?: string;
  readonly nextAt: number;
  readonly by: string;
  readonly createdAt: number;
  readonly endedAt?: number;
}
export type StoredJob = Stored<JobFields>;

/** The jobs of all workspaces. */
export const jobs = defineCollection<JobFields>(
  "jobs",
  {
    kind: String,
    title: String,
    state: String,
    plan: mongoose.Schema.Types.Mixed,
    position: Number,
    total: Number,
    cursor: String,
    counts: mongoose.Schema.Types.Mixed,
    problem: mongoose.Schema.Types.Mixed,
    attempts: Number,
    owner: String,
    nextAt: Number,
    by: String,
    createdAt: Number,
    endedAt: Number,
  },
  [[{ workspaceId: 1, createdAt: -1 }], [{ state: 1, nextAt: 1 }]],
);

/** Returns a job as the API shows it. */
export function presentJob(job: StoredJob): Job {
  const { _id, kind, title, state, position, total, counts, problem, by } = job;
  const endedAt = job.endedAt === undefined ? undefined : new Date(job.endedAt).toISOString();
  return {
    id: String(_id),
    kind,
    title,
    state,
    position,
    total,
    counts: { ...counts },
    problem,
    by,
    createdAt: new Date(job.createdAt).toISOString(),
    endedAt,
  };
}

/** Reads the jobs of several documents at once, by their ids. */
export async function jobsById(
  connection: Connection,
  workspaceId: string | ObjectId,
  owners: readonly { readonly jobId?: ObjectId }[],
): Promise<ReadonlyMap<string, StoredJob>> {
  const ids = owners.flatMap((it) => it.jobId ?? []);
  const found = await jobs(connection)
    .in(workspaceId)
    .find({ _id: { $in: ids } });
  return new Map(found.map((it) => [String(it._id), it]));
}
