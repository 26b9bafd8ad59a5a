import { DateTime } from "luxon";
import mongoose from "mongoose";
import type { ServerContext } from "../../context/server-context.ts";
import { broadcasts } from "../../records/broadcast-model.ts";
import type { StoredJob } from "../../records/job-model.ts";
import { findWorkspace } from "../../records/workspace.ts";
import { derivedId } from "../../store/derived-id.ts";
import { isDuplicateKey } from "../../store/duplicate-key.ts";
import { insertJob } from "../jobs/insert-job.ts";

/**
 * Schedules the next broadcast of a weekly one: the same plan, seven days later by the workspace's clock. The ids follow from the id of the
 * earlier broadcast, so that repeating is harmless.
 */
export async function repeatBroadcast(
  context: ServerContext,
  {
    workspaceId,
    createdAt,
    total,
    by,
  }: Pick<StoredJob, "workspaceId" | "createdAt" | "total" | "by">,
  broadcastId: string,
): Promise<void> {
  const { connection, now } = context;
  const model = broadcasts(connection).in(workspaceId);
  const broadcast = await model.findById(broadcastId);
  if (broadcast?.plan.repeat !== "weekly" || broadcast.state !== "sending") {
    return;
  }
  const { plan } = broadcast;
  const workspace = await findWorkspace(connection, workspaceId);
  const started = plan.at === undefined ? createdAt : Date.parse(plan.at);
  let next = DateTime.fromMillis(started, { zone: workspace?.timeZone ?? "UTC" }).plus({
    weeks: 1,
  });
  while (next.toMillis() <= now()) {
    next = next.plus({ weeks: 1 });
  }
  const _id = new mongoose.Types.ObjectId(derivedId(`${broadcastId}:next`));
  const jobId = new mongoose.Types.ObjectId(derivedId(`${broadcastId}:next:job`));
  const at = next.toUTC().toISO() ?? "";
  const moments = { createdAt: now(), updatedAt: now() };
  const fresh = { plan: { ...plan, at }, state: "sending", jobId, ...moments } as const;
  await ignoringDuplicate(model.insert({ _id, ...fresh }));
  const job = {
    _id: jobId,
    kind: "sendBroadcast",
    title: plan.name,
    plan: { broadcastId: String(_id) },
    total,
    by,
    startsAt: startOf(fresh.plan),
  } as const;
  await ignoringDuplicate(insertJob(context, workspaceId, job));
}

/** No clock on Earth is further ahead of another than this. */
const mostAheadMs = 26 * 3_600_000;

/** Returns when the job of a plan with a start begins: for local times, before the first contact is due. */
export function startOf({
  at,
  atLocalTime,
}: {
  readonly at: string;
  readonly atLocalTime?: boolean | undefined;
}): number {
  return Date.parse(at) - (atLocalTime ? mostAheadMs : 0);
}

async function ignoringDuplicate(inserting: Promise<unknown>): Promise<void> {
  await inserting.catch((error: unknown) => {
    if (!isDuplicateKey(error)) {
      throw error;
    }
  });
}
