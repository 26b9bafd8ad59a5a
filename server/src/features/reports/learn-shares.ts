import type { Connection } from "mongoose";
import { probabilitiesToBeBest } from "../../domain/experiments/statistics.ts";
import { variantShares } from "../../records/variant-share-model.ts";
import { findWorkspace } from "../../records/workspace.ts";
import type { ObjectId } from "../../store/scoped-model.ts";
import { readTestedPeople, samplesOf } from "./experiment-people.ts";
import { type Experiment, findExperiments } from "./find-experiments.ts";

const mostKept = 1_000;
const digits = 10_000;

/**
 * Makes the function that computes the shares of a workspace's A/B tests that learn. A variant gets the share of the probability that it
 * is the best: so Thompson sampling divides people on average. The same results give the same shares, so it may be repeated.
 */
export function createShareLearner(
  connection: Connection,
  now: () => number,
): (workspaceId: ObjectId) => Promise<void> {
  const known = new Map<
    string,
    { readonly stamp: number; readonly learning: readonly Experiment[] }
  >();
  return async (workspaceId) => {
    const id = String(workspaceId);
    const stamp = (await findWorkspace(connection, workspaceId))?.flowsStamp ?? 0;
    const before = known.get(id);
    const learning = before?.stamp === stamp ? before.learning : await findLearning(id);
    known.delete(id);
    known.set(id, { stamp, learning });
    for (const oldest of known.keys()) {
      if (known.size > mostKept) {
        known.delete(oldest);
      }
    }
    for (const { flowId, nodeId, split } of learning) {
      const goal = split.goal || undefined;
      const people = await readTestedPeople(connection, id, { flowId, nodeId }, goal);
      const chances = probabilitiesToBeBest(samplesOf(people, split.variants));
      const shares = Object.fromEntries(
        split.variants.map((it, index) => [
          it.id,
          Math.round((chances[index] ?? 0) * digits) / digits,
        ]),
      );
      await variantShares(connection)
        .in(workspaceId)
        .updateOne(
          { _id: `${flowId}/${nodeId}` },
          { $set: { shares, at: now() } },
          { upsert: true },
        );
    }
  };

  /** Finds the tests that learn, and forgets the shares of those that no longer do. */
  async function findLearning(workspaceId: string): Promise<readonly Experiment[]> {
    const found = await findExperiments(connection, workspaceId);
    const learning = found.filter(
      ({ split }) => split.mode === "bandit" && split.winner === undefined,
    );
    await variantShares(connection)
      .in(workspaceId)
      .deleteMany({ _id: { $nin: learning.map((it) => `${it.flowId}/${it.nodeId}`) } });
    return learning;
  }
}
