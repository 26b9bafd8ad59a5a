import { type EvaluationSet, evaluationLimits, routes } from "@chatloom/api-schema";
import type { Router } from "express";
import { NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { maskPersonal } from "../../domain/mask-personal.ts";
import { newId } from "../../domain/new-id.ts";
import { answer } from "../../http/answer.ts";
import { streamFile } from "../../http/stream-file.ts";
import { aiAgents, aiAgentVersions } from "../../records/ai-agent-model.ts";
import {
  type EvaluationSetRecord,
  evaluationResults,
  evaluationRuns,
  evaluationSets,
} from "../../records/evaluation-model.ts";
import { casesFromCsv, casesToCsv } from "./case-csv.ts";
import { evaluationErrors } from "./errors.ts";
import { lastRuns } from "./run-figures.ts";

const chapter = routes.evaluations;
const { sets: mostSets, cases: mostCases } = evaluationLimits;

/** Routes of evaluation sets: their cases, by hand, from conversations and as CSV. */
export function setRoutes(api: Router, context: ServerContext): void {
  const { connection, log } = context;
  const sets = (workspaceId: string) => evaluationSets(connection).in(workspaceId);
  const agents = (workspaceId: string) => aiAgents(connection).in(workspaceId);
  const now = () => new Date(context.now());

  answer(api, chapter.listEvaluationSets, async ({ workspaceId }) => {
    const [found, named, last] = await Promise.all([
      sets(workspaceId).aggregate<Omit<EvaluationSetRecord, "cases"> & { cases: number }>([
        {
          $project: { name: 1, agentId: 1, updatedAt: 1, cases: { $size: "$cases" } },
        },
        { $sort: { updatedAt: -1 } },
      ]),
      agents(workspaceId).find({}, { projection: { name: 1 } }),
      lastRuns(connection, workspaceId),
    ]);
    const names = new Map(named.map((it) => [String(it._id), it.name]));
    return {
      items: found.map((it) => ({
        id: String(it._id),
        name: it.name,
        agentId: String(it.agentId),
        agentName: names.get(String(it.agentId)),
        cases: it.cases,
        updatedAt: it.updatedAt.toISOString(),
        lastRun: last.get(String(it._id)),
      })),
    };
  });

  answer(api, chapter.addEvaluationSet, async ({ workspaceId, body }) => {
    const agent = await agents(workspaceId).findById(body.agentId);
    if (!agent) {
      throw new NotFound("agent");
    }
    if ((await sets(workspaceId).count({}, mostSets)) >= mostSets) {
      throw evaluationErrors.tooMany(mostSets);
    }
    const made = await sets(workspaceId).insert({
      name: body.name,
      agentId: agent._id,
      cases: [],
      revision: 1,
      createdAt: now(),
      updatedAt: now(),
    });
    return present(workspaceId, made);
  });

  answer(api, chapter.readEvaluationSet, async ({ workspaceId, params }) =>
    present(workspaceId, await find(workspaceId, params.setId)),
  );

  answer(api, chapter.saveEvaluationSet, async ({ workspaceId, params, body }) => {
    const { name, cases, revision } = body;
    const ids = cases.map((it) => it.id);
    const twice = ids.findIndex((it, index) => ids.indexOf(it) !== index);
    if (twice >= 0) {
      throw evaluationErrors.caseTwice(`/cases/${twice}/id`);
    }
    return present(workspaceId, await change(workspaceId, params.setId, revision, { name, cases }));
  });

  answer(api, chapter.addEvaluationCase, async ({ workspaceId, params, body }) => {
    const added = { ...body, id: newId(), question: maskPersonal(body.question) };
    const set = await find(workspaceId, params.setId);
    refuseTooMany(set.cases.length + 1);
    const changed = await sets(workspaceId).findOneAndUpdate(
      { _id: set._id, [`cases.${mostCases - 1}`]: { $exists: false } },
      {
        $push: { cases: added },
        $inc: { revision: 1 },
        $set: { updatedAt: now() },
      },
    );
    return present(workspaceId, changed ?? set);
  });

  answer(api, chapter.importEvaluationCases, async ({ workspaceId, params, body }) => {
    const set = await find(workspaceId, params.setId);
    const agent = await agents(workspaceId).findById(set.agentId);
    const read = casesFromCsv(body.csv, agent?.draft.exits ?? []);
    const cases = merged(set.cases, read);
    refuseTooMany(cases.length);
    const { name, revision } = set;
    return present(workspaceId, await change(workspaceId, params.setId, revision, { name, cases }));
  });

  answer(api, chapter.downloadEvaluationCases, async ({ workspaceId, params, response }) => {
    const { cases } = await find(workspaceId, params.setId);
    async function* parts() {
      yield casesToCsv(cases);
    }
    return streamFile(response, log, {
      type: "text/csv",
      fileName: "evaluation-cases.csv",
      parts: parts(),
    });
  });

  answer(api, chapter.removeEvaluationSet, async ({ workspaceId, params }) => {
    const { _id } = await find(workspaceId, params.setId);
    const runs = await evaluationRuns(connection)
      .in(workspaceId)
      .find({ setId: _id }, { projection: { _id: 1 } });
    await evaluationResults(connection)
      .in(workspaceId)
      .deleteMany({ runId: { $in: runs.map((it) => it._id) } });
    await evaluationRuns(connection).in(workspaceId).deleteMany({ setId: _id });
    await sets(workspaceId).deleteOne({ _id });
    return {};
  });

  async function find(workspaceId: string, setId: string): Promise<EvaluationSetRecord> {
    const found = await sets(workspaceId).findById(setId);
    if (!found) {
      throw new NotFound("evaluation");
    }
    return found;
  }

  async function change(
    workspaceId: string,
    setId: string,
    revision: number,
    changed: Pick<EvaluationSetRecord, "name" | "cases">,
  ): Promise<EvaluationSetRecord> {
    const saved = await sets(workspaceId).findOneAndUpdate(
      { _id: setId, revision },
      { $set: { ...changed, updatedAt: now() }, $inc: { revision: 1 } },
    );
    if (saved) {
      return saved;
    }
    await find(workspaceId, setId);
    throw evaluationErrors.changed();
  }

  async function present(workspaceId: string, set: EvaluationSetRecord): Promise<EvaluationSet> {
    const { _id, name, agentId, revision, cases } = set;
    const [agent, versions] = await Promise.all([
      agents(workspaceId).findById(agentId),
      aiAgentVersions(connection)
        .in(workspaceId)
        .find({ agentId }, { sort: { version: -1 }, limit: 100, projection: { version: 1 } }),
    ]);
    return {
      id: String(_id),
      name,
      agentId: String(agentId),
      agentName: agent?.name,
      revision,
      cases: cases.map((it) => ({ ...it, facts: [...it.facts] })),
      exits: (agent?.draft.exits ?? []).map(({ id, label }) => ({ id, label })),
      versions: versions.map((it) => it.version),
    };
  }
}

/** Cases that are read replace those with the same question, which keep their ids and places. */
function merged(
  before: EvaluationSetRecord["cases"],
  read: EvaluationSetRecord["cases"],
): EvaluationSetRecord["cases"] {
  const added = new Map(read.map((it) => [it.question, it]));
  const kept = before.map((it) => {
    const newer = added.get(it.question);
    added.delete(it.question);
    return newer ? { ...newer, id: it.id } : it;
  });
  return [...kept, ...added.values()];
}

function refuseTooMany(count: number): void {
  if (count > mostCases) {
    throw evaluationErrors.tooManyCases(mostCases);
  }
}
