import type { JobKind } from "@chatloom/api-schema";
import type { ServerContext } from "../../context/server-context.ts";
import { jobs, type StoredJob } from "../../records/job-model.ts";
import type { ObjectId } from "../../store/scoped-model.ts";

/** A job that does not exist yet. */
export interface NewJob {
  /** The id, where another document names the job before it exists. */
  readonly _id?: StoredJob["_id"];
  readonly kind: JobKind;
  readonly title: string;
  readonly plan: unknown;
  readonly total: number;
  readonly by: string;
  /** The first page does not run before this moment (epoch milliseconds). */
  readonly startsAt?: number;
  /** Where an earlier job of the same work ended. */
  readonly from?: Pick<StoredJob, "position" | "counts" | "cursor"> | undefined;
}

/** Stores a job. Any process begins with it within a second. */
export function insertJob(
  { connection, now }: Pick<ServerContext, "connection" | "now">,
  workspaceId: string | ObjectId,
  { startsAt, from, ...job }: NewJob,
): Promise<StoredJob> {
  const at = now();
  const begin = { state: "running", position: 0, counts: {}, attempts: 0, ...from } as const;
  return jobs(connection)
    .in(workspaceId)
    .insert({ ...job, ...begin, nextAt: startsAt ?? at, createdAt: at });
}
