import { pipeline } from "node:stream/promises";
import { routes } from "@chatloom/api-schema";
import type { Router } from "express";
import { NotFound } from "../../context/errors.ts";
import { after, readCursor, writeCursor } from "../../domain/cursor.ts";
import { answer } from "../../http/answer.ts";
import { addAuditDetail } from "../../http/auditor.ts";
import type { PipelineServices } from "../../pipeline/pipeline-services.ts";
import { findMergedContact } from "../../records/contact-merge-model.ts";
import { findFile, openFile } from "../../records/file-store.ts";
import { jobs, presentJob } from "../../records/job-model.ts";
import { erasures, retentionRules } from "../../records/privacy-models.ts";
import type { Jobs } from "../jobs/run-jobs.ts";
import { archiveOf, type PackPlan } from "./pack-job.ts";
import { retentionKinds, retentionOrder } from "./retention-kinds.ts";

const chapter = routes.privacy;
const dayMs = 86_400_000;

/** Adds the routes of retention rules, certificates of erasure and archives of contacts. */
export function privacyRoutes(api: Router, services: PipelineServices, work: Jobs): void {
  const { context } = services;
  const { connection, now } = context;
  const kinds = retentionKinds(services);

  answer(api, chapter.readRetention, async ({ workspaceId }) => {
    const found = await retentionRules(connection).in(workspaceId).findById(workspaceId);
    return found?.rules ?? {};
  });
  answer(api, chapter.saveRetention, async ({ workspaceId, body, request }) => {
    const model = retentionRules(connection).in(workspaceId);
    const before = (await model.findById(workspaceId))?.rules ?? {};
    await model.updateOne(
      { _id: workspaceId },
      // The first run leaves an hour to take a mistake back.
      { $set: { rules: body, nextAt: now() + 3_600_000 } },
      { upsert: true },
    );
    const changes = retentionOrder
      .filter((name) => before[name] !== body[name])
      .map((field) => ({ field, before: textOf(before[field]), after: textOf(body[field]) }));
    addAuditDetail(request, { changes });
    return body;
  });
  answer(api, chapter.previewRetention, async ({ workspaceId, body }) => {
    const counts = await Promise.all(
      retentionOrder.map(async (name) => {
        const days = body[name];
        const count =
          days === undefined ? 0 : await kinds[name].count(workspaceId, now() - days * dayMs);
        return [name, count] as const;
      }),
    );
    return Object.fromEntries(counts) as Record<(typeof retentionOrder)[number], number>;
  });
  answer(api, chapter.listErasures, async ({ workspaceId, query }) => {
    const { limit = 50 } = query;
    const place = readCursor(query.cursor);
    const found = await erasures(connection)
      .in(workspaceId)
      .find(after("endedAt", place), { sort: { endedAt: -1, _id: -1 }, limit: limit + 1 });
    const page = found.slice(0, limit);
    const lines = page.map((it) => ({ id: String(it._id), moment: it.endedAt }));
    return {
      items: page.map((it) => ({
        id: String(it._id),
        contactHash: it.contactHash,
        by: it.by,
        startedAt: new Date(it.startedAt).toISOString(),
        endedAt: new Date(it.endedAt).toISOString(),
        erased: { ...it.erased },
        kept: [...it.kept],
      })),
      next: found.length > limit ? writeCursor(lines, place) : undefined,
    };
  });
  answer(api, chapter.packContact, async ({ workspaceId, params, member }) => {
    const contact = await findMergedContact(connection, workspaceId, params.contactId);
    if (!contact) {
      throw new NotFound("contact");
    }
    const plan: PackPlan = { contactId: contact._id };
    const job = { kind: "packContact", title: "", plan, total: 1, by: member.name } as const;
    return presentJob(await work.add(workspaceId, job));
  });
  answer(api, chapter.downloadArchive, async ({ workspaceId, params, request, response }) => {
    const job = await jobs(connection)
      .in(workspaceId)
      .findOne({ _id: params.jobId, kind: "packContact" });
    const file = job && (await findFile(context, archiveOf(params.jobId)));
    if (!job || !file || file.workspaceId !== workspaceId) {
      throw new NotFound("archive");
    }
    const { contactId } = job.plan as PackPlan;
    addAuditDetail(request, { object: { id: contactId, name: "" } });
    response.setHeader("content-type", "application/zip");
    response.setHeader("content-length", file.size);
    response.setHeader("content-disposition", `attachment; filename="${file.fileName}"`);
    await pipeline(await openFile(context, file), response).catch((error: unknown) => {
      // The reader is gone, or the bytes are; the status is sent already.
      context.log.warn({ err: error, jobId: params.jobId }, "failed to send an archive");
    });
    return {};
  });
}

function textOf(days: number | undefined): string | undefined {
  return days === undefined ? undefined : String(days);
}
