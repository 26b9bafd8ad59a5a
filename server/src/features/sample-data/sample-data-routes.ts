import { routes, type SampleData } from "@chatloom/api-schema";
import type { Router } from "express";
import mongoose from "mongoose";
import { Conflict } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { answer } from "../../http/answer.ts";
import { channelAccounts } from "../../records/channel-account-model.ts";
import { contacts } from "../../records/contact-model.ts";
import { conversations } from "../../records/conversation-model.ts";
import { jobs, presentJob, type StoredJob } from "../../records/job-model.ts";
import { type StoredSampleData, sampleData } from "../../records/sample-data-model.ts";
import { findWorkspace } from "../../records/workspace.ts";
import { isDuplicateKey } from "../../store/duplicate-key.ts";
import type { Jobs } from "../jobs/run-jobs.ts";
import { changedItems } from "./changed-items.ts";
import { type FillPlan, fillPages } from "./fill-job.ts";
import { sampleCatalogue, sampleItems } from "./sample-catalogue.ts";

const chapter = routes.sampleData;

/** Adds the routes that fill a workspace with sample data and remove it. */
export function sampleDataRoutes(api: Router, context: ServerContext, work: Jobs): void {
  const { connection, now } = context;
  const model = (workspaceId: string) => sampleData(connection).in(workspaceId);

  answer(api, chapter.readSampleData, ({ workspaceId }) => describe(workspaceId));

  answer(api, chapter.fillSampleData, async ({ workspaceId, body, member }) => {
    const workspace = await findWorkspace(connection, workspaceId);
    const website = await channelAccounts(connection)
      .in(workspaceId)
      .findOne({ type: "web" }, { sort: { createdAt: 1 } });
    if (!workspace || !website) {
      throw new Conflict("sample-data.no-website", "The workspace has no website chat");
    }
    const { language } = body;
    const { timeZone } = workspace;
    const plan: FillPlan = { language, timeZone, channelId: String(website._id), at: now() };
    const jobId = new mongoose.Types.ObjectId();
    const place = { workspaceId: workspace._id, fillId: String(jobId), ...plan };
    const items = sampleItems(sampleCatalogue(place));
    // Stored first, so that whatever the job adds can be found and removed again.
    await model(workspaceId)
      .insert({ _id: workspace._id, items, jobId, removing: false })
      .catch((error: unknown) => {
        throw isDuplicateKey(error)
          ? new Conflict("sample-data.exists", "The workspace has sample data already")
          : error;
      });
    const job = { kind: "fillSampleData", title: "", plan, total: fillPages } as const;
    await work.add(workspaceId, { _id: jobId, ...job, by: member.name });
    return describe(workspaceId);
  });

  answer(api, chapter.removeSampleData, async ({ workspaceId, member }) => {
    const found = await model(workspaceId).findById(workspaceId);
    if (!found) {
      return describe(workspaceId);
    }
    if ((await jobOf(found))?.state === "running") {
      throw new Conflict("sample-data.busy", "The sample data is being filled or removed");
    }
    const jobId = new mongoose.Types.ObjectId();
    const begun = await model(workspaceId).findOneAndUpdate(
      { _id: workspaceId, jobId: found.jobId },
      { $set: { jobId, removing: true } },
    );
    if (begun) {
      const total = (await conversationCount(found)) + 1;
      const job = { kind: "removeSampleData", title: "", plan: {}, total } as const;
      await work.add(workspaceId, { _id: jobId, ...job, by: member.name });
    }
    return describe(workspaceId);
  });

  async function describe(workspaceId: string): Promise<SampleData> {
    const found = await model(workspaceId).findById(workspaceId);
    if (!found) {
      return { state: "none", contacts: 0, conversations: 0, changed: [] };
    }
    const job = await jobOf(found);
    const running = job?.state === "running";
    return {
      state: !running ? "present" : found.removing ? "removing" : "filling",
      job: job && presentJob(job),
      contacts: await contacts(connection)
        .in(workspaceId)
        .count({ _id: { $in: contactIds(found) } }),
      conversations: await conversationCount(found),
      changed: running ? [] : [...(await changedItems(context, workspaceId, found))],
    };
  }

  function jobOf({ workspaceId, jobId }: StoredSampleData): Promise<StoredJob | undefined> {
    return jobs(connection).in(workspaceId).findById(jobId);
  }

  function conversationCount(found: StoredSampleData): Promise<number> {
    return conversations(connection)
      .in(found.workspaceId)
      .count({ contactId: { $in: contactIds(found) } });
  }
}

function contactIds({ items }: StoredSampleData): string[] {
  return items.filter((it) => it.kind === "contact").map((it) => it.id);
}
