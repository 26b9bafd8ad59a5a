import type { EvaluationSetSummary } from "@chatloom/api-schema";
import type { Connection } from "mongoose";
import { evaluationResults, evaluationRuns } from "../../records/evaluation-model.ts";
import type { ObjectId } from "../../store/scoped-model.ts";
import type { RunFigures } from "./present-evaluation.ts";

export const noFigures: RunFigures = { done: 0, passed: 0, tokens: 0, cost: 0 };

/** Sums up the results of runs, by the run's id. */
export async function runFigures(
  connection: Connection,
  workspaceId: string,
  runIds: readonly ObjectId[],
): Promise<ReadonlyMap<string, RunFigures>> {
  const found = await evaluationResults(connection)
    .in(workspaceId)
    .aggregate<RunFigures & { readonly _id: ObjectId }>([
      { $match: { runId: { $in: [...runIds] } } },
      {
        $group: {
          _id: "$runId",
          done: { $sum: 1 },
          passed: { $sum: { $cond: ["$passed", 1, 0] } },
          tokens: { $sum: "$tokens" },
          cost: { $sum: "$cost" },
        },
      },
    ]);
  return new Map(found.map(({ _id, ...figures }) => [String(_id), figures]));
}

/** Reads the newest whole run of each set, by the set's id. */
export async function lastRuns(
  connection: Connection,
  workspaceId: string,
): Promise<ReadonlyMap<string, NonNullable<EvaluationSetSummary["lastRun"]>>> {
  const runs = await evaluationRuns(connection)
    .in(workspaceId)
    .find({}, { sort: { at: 1 }, projection: { setId: 1, version: 1, count: 1 } });
  const ids = runs.map((it) => it._id);
  const figures = await runFigures(connection, workspaceId, ids);
  return new Map(
    runs.flatMap(({ _id, setId, version, count }) => {
      const { done, passed } = figures.get(String(_id)) ?? noFigures;
      return done === count ? [[String(setId), { version, passed, cases: count }] as const] : [];
    }),
  );
}
