import { permissionOfJob, routes } from "@chatloom/api-schema";
import type { Router } from "express";
import { NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { answer } from "../../http/answer.ts";
import { may } from "../../http/caller.ts";
import { requestErrors } from "../../http/errors.ts";
import { jobs, presentJob } from "../../records/job-model.ts";

const chapter = routes.jobs;
const mostListed = 50;

/** Adds the routes that show and stop jobs. */
export function jobRoutes(api: Router, { connection, now, announce }: ServerContext): void {
  answer(api, chapter.listJobs, async ({ workspaceId }) => {
    const found = await jobs(connection)
      .in(workspaceId)
      .find({}, { sort: { createdAt: -1 }, limit: mostListed });
    return { items: found.map(presentJob) };
  });
  answer(api, chapter.readJob, async ({ workspaceId, params }) => {
    const found = await jobs(connection).in(workspaceId).findById(params.jobId);
    if (!found) {
      throw new NotFound("job");
    }
    return presentJob(found);
  });
  answer(api, chapter.stopJob, async ({ workspaceId, params, member }) => {
    const model = jobs(connection).in(workspaceId);
    const { jobId } = params;
    const running = await model.findById(jobId);
    const needed = running && permissionOfJob[running.kind];
    if (needed && !may(member, needed)) {
      throw requestErrors.notPermitted([needed], "admin");
    }
    const stopped = await model.findOneAndUpdate(
      { _id: jobId, state: "running" },
      { $set: { state: "stopped", endedAt: now() } },
    );
    const job = stopped ?? (await model.findById(jobId));
    if (!job) {
      throw new NotFound("job");
    }
    if (stopped) {
      announce(workspaceId, "job.updated", presentJob(stopped));
    }
    return presentJob(job);
  });
}
