import { type EvaluationRun, evaluationLimits, routes } from "@chatloom/api-schema";
import type { Router } from "express";
import mongoose from "mongoose";
import { NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { answer } from "../../http/answer.ts";
import {
  type EvaluationRunRecord,
  type EvaluationSetRecord,
  evaluationResults,
  evaluationRuns,
  evaluationSets,
} from "../../records/evaluation-model.ts";
import { jobsById } from "../../records/job-model.ts";
import type { Jobs } from "../jobs/run-jobs.ts";
import type { AskedAgent } from "./ask-agent.ts";
import { findAskedAgent } from "./asked-agent.ts";
import { compareResults } from "./compare-results.ts";
import { evaluationErrors } from "./errors.ts";
import { estimateRun } from "./estimate-run.ts";
import type { EvaluationPlan } from "./evaluation-job.ts";
import { presentResult, presentRun } from "./present-evaluation.ts";
import { noFigures, runFigures } from "./run-figures.ts";

const chapter = routes.evaluations;

/** Routes of the runs of evaluation sets. */
export function runRoutes(api: Router, context: ServerContext, jobs: Jobs): void {
  const { connection } = context;
  const runs = (workspaceId: string) => evaluationRuns(connection).in(workspaceId);
  const results = (workspaceId: string) => evaluationResults(connection).in(workspaceId);

  answer(api, chapter.estimateEvaluation, async ({ workspaceId, params, query }) => {
    const set = await findSet(workspaceId, params.setId);
    const agent = await findAgent(workspaceId, set, query.version);
    return estimateRun(context, workspaceId, agent, set.cases, query.judge);
  });

  answer(api, chapter.startEvaluation, async ({ workspaceId, params, body, member }) => {
    const { version, judge, repeats } = body;
    const set = await findSet(workspaceId, params.setId);
    const agent = await findAgent(workspaceId, set, version);
    const earlier =
      repeats === undefined ? undefined : await findRun(workspaceId, params.setId, repeats);
    const { cases } = set;
    if (cases.length === 0) {
      throw evaluationErrors.empty();
    }
    if (!earlier) {
      const { tokens, left } = await estimateRun(context, workspaceId, agent, cases, judge);
      if (left !== undefined && tokens > left) {
        throw evaluationErrors.overBudget(tokens, left);
      }
    }
    const [newest] = await presentAll(workspaceId, await newestRuns(workspaceId, params.setId, 1));
    if (newest?.job?.state === "running") {
      throw evaluationErrors.running();
    }
    const jobId = new mongoose.Types.ObjectId();
    const made = await runs(workspaceId).insert({
      setId: set._id,
      agentId: set.agentId,
      version,
      draftRevision: version === 0 ? agent.draftRevision : undefined,
      judge,
      repeats: earlier?._id,
      cases,
      count: cases.length,
      jobId,
      by: member.name,
      at: new Date(context.now()),
    });
    const plan: EvaluationPlan = { runId: String(made._id) };
    const job = await jobs.add(workspaceId, {
      _id: jobId,
      kind: "runEvaluation",
      title: set.name,
      plan,
      total: cases.length,
      by: member.name,
    });
    await forgetOld(workspaceId, params.setId);
    return presentRun(made, noFigures, job);
  });

  answer(api, chapter.listEvaluationRuns, async ({ workspaceId, params }) => {
    await findSet(workspaceId, params.setId);
    const found = await newestRuns(workspaceId, params.setId, evaluationLimits.runs);
    return { items: await presentAll(workspaceId, found) };
  });

  answer(api, chapter.readEvaluationRun, async ({ workspaceId, params }) => {
    const run = await findRun(workspaceId, params.setId, params.runId);
    const [shown] = await presentAll(workspaceId, [run]);
    if (!shown) {
      throw new NotFound("run");
    }
    return { run: shown, results: await resultsOf(workspaceId, run) };
  });

  answer(api, chapter.compareEvaluationRuns, async ({ workspaceId, params }) => {
    const { setId, runId, earlierId } = params;
    const [after, before] = await Promise.all(
      [runId, earlierId].map(async (id) =>
        resultsOf(workspaceId, await findRun(workspaceId, setId, id)),
      ),
    );
    return { items: compareResults(before ?? [], after ?? []) };
  });

  async function resultsOf(workspaceId: string, { _id }: Pick<EvaluationRunRecord, "_id">) {
    const found = await results(workspaceId).find(
      { runId: _id },
      { sort: { order: 1 }, projection: { recorded: 0 } },
    );
    return found.map(presentResult);
  }

  function newestRuns(
    workspaceId: string,
    setId: string,
    limit: number,
  ): Promise<EvaluationRunRecord[]> {
    return runs(workspaceId).find(
      { setId },
      { sort: { at: -1, _id: -1 }, limit, projection: { cases: 0 } },
    );
  }

  async function presentAll(
    workspaceId: string,
    found: readonly EvaluationRunRecord[],
  ): Promise<EvaluationRun[]> {
    const ids = found.map((it) => it._id);
    const [figures, known] = await Promise.all([
      runFigures(connection, workspaceId, ids),
      jobsById(connection, workspaceId, found),
    ]);
    return found.map((it) =>
      presentRun(it, figures.get(String(it._id)) ?? noFigures, known.get(String(it.jobId))),
    );
  }

  /** A set keeps its newest runs. */
  async function forgetOld(workspaceId: string, setId: string): Promise<void> {
    const reading = { sort: { at: -1, _id: -1 }, skip: evaluationLimits.runs } as const;
    const old = await runs(workspaceId).find({ setId }, { ...reading, projection: { _id: 1 } });
    const among = { $in: old.map((it) => it._id) };
    if (old.length > 0) {
      await results(workspaceId).deleteMany({ runId: among });
      await runs(workspaceId).deleteMany({ _id: among });
    }
  }

  async function findSet(workspaceId: string, setId: string): Promise<EvaluationSetRecord> {
    const found = await evaluationSets(connection).in(workspaceId).findById(setId);
    if (!found) {
      throw new NotFound("evaluation");
    }
    return found;
  }

  async function findRun(
    workspaceId: string,
    setId: string,
    runId: string,
  ): Promise<EvaluationRunRecord> {
    const found = await runs(workspaceId).findOne(
      { _id: runId, setId },
      { projection: { cases: 0 } },
    );
    if (!found) {
      throw new NotFound("run");
    }
    return found;
  }

  async function findAgent(
    workspaceId: string,
    { agentId }: EvaluationSetRecord,
    version: number,
  ): Promise<AskedAgent & { readonly draftRevision: number }> {
    const found = await findAskedAgent(context, workspaceId, String(agentId), version);
    if (!found) {
      throw new NotFound(version === 0 ? "agent" : "version");
    }
    return found;
  }
}
