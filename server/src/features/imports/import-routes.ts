import {
  type ContactImport,
  type ImportProblem,
  type ImportSettings,
  importLimits,
  routes,
} from "@chatloom/api-schema";
import type { Router } from "express";
import { channelOf } from "../../channels/index.ts";
import { NotFound } from "../../context/errors.ts";
import { answer } from "../../http/answer.ts";
import { readRawBody } from "../../http/read-raw-body.ts";
import { sentFileName } from "../../http/sent-file-name.ts";
import { streamFile } from "../../http/stream-file.ts";
import type { Pipeline } from "../../pipeline/pipeline.ts";
import { channelAccounts } from "../../records/channel-account-model.ts";
import {
  contactImports,
  type ImportProblemFields,
  importChanges,
  importKeys,
  importPages,
  importProblems,
  type StoredImport,
} from "../../records/contact-import-model.ts";
import { jobs, jobsById, presentJob, type StoredJob } from "../../records/job-model.ts";
import { listDefinitions } from "../../records/known-definitions.ts";
import { findWorkspace } from "../../records/workspace.ts";
import { byteOrderMark, csvLine } from "../audience/contact-csv.ts";
import type { Jobs } from "../jobs/run-jobs.ts";
import { importErrors } from "./errors.ts";
import type { ImportPlan } from "./import-jobs.ts";
import { storeTable } from "./store-table.ts";
import { suggestColumns } from "./suggest-columns.ts";

const chapter = routes.contactImports;
const mostListed = 50;
const mostProblems = 100;
const problemsAtOnce = 1_000;

/** Adds the routes for importing tables of contacts. */
export function importRoutes(api: Router, pipeline: Pipeline, work: Jobs): void {
  const { context } = pipeline.services;
  const { connection, now, log } = context;
  const model = (workspaceId: string) => contactImports(connection).in(workspaceId);
  let reading = 0;

  answer(api, chapter.listContactImports, async ({ workspaceId }) => {
    const found = await model(workspaceId).find({}, { sort: { createdAt: -1 }, limit: mostListed });
    const known = await jobsById(connection, workspaceId, found);
    return { items: found.map((it) => shown(it, known.get(String(it.jobId)))) };
  });
  answer(api, chapter.uploadContactImport, async ({ workspaceId, request, member }) => {
    const bytes = await readRawBody(request, importLimits.bytes);
    if (!bytes) {
      throw importErrors.tooLarge();
    }
    // A table fills memory while it is read.
    if (reading >= 2) {
      throw importErrors.reading();
    }
    reading += 1;
    const table = await storeTable(context, workspaceId, bytes).finally(() => {
      reading -= 1;
    });
    const fields = await listDefinitions(connection, workspaceId, "field", now());
    const workspace = await findWorkspace(connection, workspaceId);
    const { columns, samples } = table;
    const settings: ImportSettings = {
      columns: suggestColumns(columns, samples, fields),
      country: workspace?.country ?? "",
      dates: "dayFirst",
      existing: "update",
      tags: [],
      channelIds: [],
    };
    const made = await model(workspaceId).insert({
      ...table,
      fileName: sentFileName(request).slice(0, 200) || "contacts",
      stage: "uploaded",
      settings,
      by: member.name,
      createdAt: now(),
    });
    return present(made);
  });
  answer(api, chapter.readContactImport, async ({ workspaceId, params }) =>
    present(await find(workspaceId, params.importId)),
  );
  answer(api, chapter.checkContactImport, async ({ workspaceId, params, body, member }) => {
    const found = await find(workspaceId, params.importId);
    await refuseSettings(workspaceId, found, body);
    if (!["uploaded", "checking", "checked"].includes(found.stage)) {
      throw importErrors.busy();
    }
    await refuseRunning(found);
    const importId = found._id;
    await importProblems(connection).in(workspaceId).deleteMany({ importId });
    await importKeys(connection).in(workspaceId).deleteMany({ importId });
    return begin(found, "checkContacts", member.name, { stage: "checking", settings: body });
  });
  answer(api, chapter.startContactImport, async ({ workspaceId, params, member }) => {
    const found = await find(workspaceId, params.importId);
    if (found.stage !== "checked" && found.stage !== "importing") {
      throw importErrors.notChecked();
    }
    await refuseRunning(found);
    return begin(found, "importContacts", member.name, { stage: "importing" });
  });
  answer(api, chapter.undoContactImport, async ({ workspaceId, params, member }) => {
    const found = await find(workspaceId, params.importId);
    if (!["importing", "imported", "undoing"].includes(found.stage)) {
      throw importErrors.notImported();
    }
    await refuseRunning(found);
    return begin(found, "undoImport", member.name, { stage: "undoing" });
  });
  answer(api, chapter.listImportProblems, async ({ workspaceId, params }) => {
    const found = await find(workspaceId, params.importId);
    return { items: (await problemsFrom(found, -1, mostProblems)).map(presentProblem) };
  });
  answer(api, chapter.downloadImportProblems, async ({ workspaceId, params, response }) => {
    const found = await find(workspaceId, params.importId);
    return streamFile(response, log, {
      type: "text/csv",
      fileName: "import-problems.csv",
      parts: problemLines(found),
    });
  });
  answer(api, chapter.deleteContactImport, async ({ workspaceId, params }) => {
    const found = await find(workspaceId, params.importId);
    await refuseRunning(found);
    await model(workspaceId).deleteOne({ _id: found._id });
    const importId = found._id;
    for (const parts of [importPages, importProblems, importKeys, importChanges]) {
      await parts(connection).in(workspaceId).deleteMany({ importId });
    }
    return {};
  });

  async function* problemLines(found: StoredImport): AsyncGenerator<string> {
    yield byteOrderMark + csvLine(["row", "column", "problem", "value", "expected"]);
    let page = await problemsFrom(found, -1, problemsAtOnce);
    while (page.length > 0) {
      const lines = page.map(({ row, column, code, value, expected = "" }) =>
        csvLine([String(row), column, code, value, expected]),
      );
      yield lines.join("");
      page = await problemsFrom(found, page.at(-1)?.row ?? 0, problemsAtOnce);
    }
  }

  async function find(workspaceId: string, importId: string): Promise<StoredImport> {
    const found = await model(workspaceId).findById(importId);
    if (!found) {
      throw new NotFound("import");
    }
    return found;
  }

  async function jobOf({ workspaceId, jobId }: StoredImport): Promise<StoredJob | undefined> {
    return jobId && jobs(connection).in(workspaceId).findById(jobId);
  }

  async function refuseRunning(found: StoredImport): Promise<void> {
    if ((await jobOf(found))?.state === "running") {
      throw importErrors.busy();
    }
  }

  async function begin(
    { _id, workspaceId, fileName, rows }: StoredImport,
    kind: "checkContacts" | "importContacts" | "undoImport",
    by: string,
    set: Partial<Pick<StoredImport, "stage" | "settings">>,
  ): Promise<ContactImport> {
    const plan: ImportPlan = { importId: String(_id) };
    const scope = String(workspaceId);
    await model(scope).updateOne({ _id }, { $set: set });
    const job = await work.add(scope, { kind, title: fileName, plan, total: rows, by });
    await model(scope).updateOne({ _id }, { $set: { jobId: job._id } });
    return present(await find(scope, String(_id)));
  }

  async function present(found: StoredImport): Promise<ContactImport> {
    return shown(found, await jobOf(found));
  }

  /** Problems after a row, in order; all problems of one row come together. */
  async function problemsFrom({ _id, workspaceId }: StoredImport, after: number, limit: number) {
    const problems = importProblems(connection).in(workspaceId);
    const page = await problems.find(
      { importId: _id, row: { $gt: after } },
      { sort: { row: 1 }, limit },
    );
    const last = page.at(-1);
    if (!last || page.length < limit) {
      return page;
    }
    const rest = await problems.find({ importId: _id, row: last.row });
    return [...page.filter((it) => it.row < last.row), ...rest];
  }

  async function refuseSettings(
    workspaceId: string,
    { columns }: StoredImport,
    settings: ImportSettings,
  ): Promise<void> {
    if (settings.columns.length !== columns.length) {
      throw importErrors.columns(`must have ${columns.length} entries, one for each column`);
    }
    const targets = settings.columns.filter((it) => it !== "");
    const twice = targets.find((it, index) => targets.indexOf(it) !== index);
    if (twice !== undefined) {
      throw importErrors.columns(`must not name ${twice} twice`);
    }
    const fields = await listDefinitions(connection, workspaceId, "field", now());
    const unknown = targets.find(
      (it) => it.startsWith("field:") && !fields.some(({ key }) => `field:${key}` === it),
    );
    if (unknown !== undefined) {
      throw importErrors.columns(`names the unknown ${unknown}`);
    }
    if (!targets.includes("email") && !targets.includes("phone")) {
      throw importErrors.noAddress();
    }
    for (const channelId of settings.channelIds) {
      const account = await channelAccounts(connection).in(workspaceId).findById(channelId);
      if (!account || !channelOf(account.type)?.addressOf) {
        throw importErrors.channel(channelId);
      }
    }
  }
}

function shown(found: StoredImport, job: StoredJob | undefined): ContactImport {
  const { _id, fileName, stage, columns, samples, rows, format, settings, by } = found;
  return {
    id: String(_id),
    fileName,
    stage,
    columns: [...columns],
    samples: samples.map((row) => [...row]),
    rows,
    format,
    settings,
    job: job && presentJob(job),
    by,
    createdAt: new Date(found.createdAt).toISOString(),
  };
}

function presentProblem({
  row,
  column,
  code,
  value,
  expected,
}: ImportProblemFields): ImportProblem {
  return { row, column, code, value, expected };
}
