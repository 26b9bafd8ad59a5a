import type { EvaluationCase } from "@chatloom/api-schema";
import type { ServerContext } from "../../context/server-context.ts";
import { tokensLeft } from "../../pipeline/effects/token-limits.ts";
import { aiSettings } from "../../records/ai-settings-model.ts";
import { evaluationResults, evaluationRuns } from "../../records/evaluation-model.ts";
import type { AskedAgent } from "./ask-agent.ts";

/** What a run is expected to cost. */
export interface RunEstimate {
  readonly tokens: number;
  readonly cost?: number | undefined;
  readonly basis: "runs" | "length";
  readonly left?: number | undefined;
}

/** Earlier runs that the mean of a case is taken from. */
const countedRuns = 5;
/** Tokens of a case beside the agent's own texts, where nothing was measured: the question, the form, the answer. */
const plainCase = 500;
const judgedCase = 400;
/** Characters of a token, roughly, in languages with letters. */
const tokenLength = 4;

/** Estimates the tokens of a run by the mean of earlier runs of the agent, else by the length of its texts. */
export async function estimateRun(
  context: ServerContext,
  workspaceId: string,
  agent: AskedAgent,
  cases: readonly EvaluationCase[],
  judge: "rules" | "model",
): Promise<RunEstimate> {
  const { connection } = context;
  const runs = await evaluationRuns(connection)
    .in(workspaceId)
    .find(
      { agentId: agent.agentId, judge, repeats: { $exists: false } },
      { sort: { at: -1 }, limit: countedRuns, projection: { _id: 1 } },
    );
  const [measured] = await evaluationResults(connection)
    .in(workspaceId)
    .aggregate<{ tokens: number; cost: number }>([
      { $match: { runId: { $in: runs.map((it) => it._id) }, tokens: { $gt: 0 } } },
      { $group: { _id: null, tokens: { $avg: "$tokens" }, cost: { $avg: "$cost" } } },
    ]);
  const left = await tokensLeft(context, workspaceId, agent);
  if (measured) {
    const settings = await aiSettings(connection).in(workspaceId).findOne({});
    return {
      tokens: Math.ceil(measured.tokens * cases.length),
      cost: settings?.prices.length ? measured.cost * cases.length : undefined,
      basis: "runs",
      left,
    };
  }
  const { personality, instructions, tools, exits } = agent.spec;
  const told = JSON.stringify([personality, instructions, tools, exits]).length / tokenLength;
  const each = told + plainCase + (judge === "model" ? judgedCase : 0);
  const asked = cases.reduce((sum, it) => sum + it.question.length / tokenLength, 0);
  return { tokens: Math.ceil(each * cases.length + asked), basis: "length", left };
}
