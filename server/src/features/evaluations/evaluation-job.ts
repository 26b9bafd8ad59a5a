import type { EvaluationCase } from "@chatloom/api-schema";
import type { AnsweringEffect, LlmAnswer, Program } from "@chatloom/runtime";
import type { ServerContext } from "../../context/server-context.ts";
import { tokenCost } from "../../domain/token-cost.ts";
import type { EffectDoer, OutsideEffect } from "../../pipeline/effects/effect-doer.ts";
import { failed, type Outcome } from "../../pipeline/effects/outcome.ts";
import { aiSettings } from "../../records/ai-settings-model.ts";
import {
  type EvaluationResultFields,
  type EvaluationRunRecord,
  evaluationResults,
  evaluationRuns,
} from "../../records/evaluation-model.ts";
import { loadPrograms } from "../../records/load-programs.ts";
import { isDuplicateKey } from "../../store/duplicate-key.ts";
import { JobProblem, type JobWork } from "../jobs/run-jobs.ts";
import { type AgentAnswer, type AskedAgent, askAgent } from "./ask-agent.ts";
import { findAskedAgent } from "./asked-agent.ts";
import { judgeByRules, judgeRequest, withJudgement } from "./judge-answer.ts";

/** The plan of the job. */
export interface EvaluationPlan {
  readonly runId: string;
}

/** Cases that are asked at the same time; a page of a job. */
const atOnce = 4;
/** A page must end before another process takes the job over. */
const mostCaseMs = 45_000;
/** A case whose calls gave more than this, as JSON, cannot be repeated without the model. */
const mostRecorded = 200_000;
/** Failures that every other case would meet, too. */
const endsRun = ["llm.not-set-up", "llm.not-allowed", "llm.budget", "llm.no-agent"];

type CarryOut = Pick<EffectDoer, "carryOut">;

/**
 * The work of asking an agent the questions of a run, a few at a time. A case that has a result is not asked again, so a page that runs
 * again after a crash asks only what is missing.
 */
export function evaluationJob(context: ServerContext, effects: CarryOut): JobWork {
  const { connection } = context;

  return {
    async runPage({ workspaceId, plan, position, total }) {
      const id = String(workspaceId);
      const { runId } = plan as EvaluationPlan;
      const run = await evaluationRuns(connection).in(id).findById(runId);
      const agent = run && (await findAskedAgent(context, id, String(run.agentId), run.version));
      if (!run || !agent) {
        throw new JobProblem("evaluation.gone", "The set or the agent was deleted");
      }
      if (run.version === 0 && agent.draftRevision !== run.draftRevision) {
        throw new JobProblem("evaluation.draft-changed", "The draft was saved during the run");
      }
      const { active } = await loadPrograms(context, id);
      const page = run.cases.slice(position, position + atOnce);
      const passed = await Promise.all(
        page.map((it, index) => {
          const place = { workspaceId: id, run, agent, flows: active, order: position + index };
          return resultOf(place, it);
        }),
      );
      const done = position + page.length;
      const counts = { passed: passed.filter(Boolean).length };
      return { position: done, counts, done: done >= total };
    },
  };

  /** Gives whether the case is passed. */
  async function resultOf(place: Place, expected: EvaluationCase): Promise<boolean> {
    const { workspaceId, run } = place;
    const results = evaluationResults(connection).in(workspaceId);
    const only = { runId: run._id, caseId: expected.id };
    const known = await results.findOne(only, { projection: { passed: 1 } });
    if (known) {
      return known.passed;
    }
    const result = await judge(place, expected);
    try {
      await results.insert(result);
    } catch (error) {
      if (!isDuplicateKey(error)) {
        throw error;
      }
    }
    return result.passed;
  }

  async function judge(place: Place, expected: EvaluationCase): Promise<EvaluationResultFields> {
    const { workspaceId, run, agent, flows, order } = place;
    const { spec } = agent;
    const calls = await callsOf(place, expected);
    const answer = await askAgent(agent, expected.question, flows, calls.make);
    if (answer.problem && endsRun.includes(answer.problem)) {
      throw new JobProblem(answer.problem, `The agent cannot be asked: ${answer.problem}`);
    }
    const { endFits, facts: stated } = judgeByRules(expected, answer, spec);
    let facts = stated;
    const open = facts.filter((it) => !it.held).map((it) => it.fact);
    const used = [...answer.usage];
    let problem = answer.problem;
    if (run.judge === "model" && open.length > 0 && answer.ended !== "failed") {
      const request = judgeRequest(expected.question, answer.text, open, spec);
      const judged = await calls.make({
        type: "callLlm",
        id: `judge:${expected.id}`,
        flowId: "",
        nodeId: "",
        request,
      });
      if ("error" in judged) {
        problem = judged.error.code;
      } else {
        const answered = judged.answer as unknown as LlmAnswer;
        used.push({ model: answered.model, usage: answered.usage });
        facts = withJudgement(facts, answered);
      }
    }
    const recorded = JSON.stringify(calls.made).length <= mostRecorded ? calls.made : [];
    return {
      runId: run._id,
      order,
      caseId: expected.id,
      question: expected.question,
      answer: answer.text,
      ended: answer.ended,
      ends: expected.ends,
      endFits,
      facts,
      passed: endFits && facts.every((it) => it.held),
      problem,
      recorded,
      ...(run.repeats ? { tokens: 0, cost: 0 } : await sumOf(workspaceId, used)),
    };
  }

  /** Makes the calls of one case, or plays those of an earlier run. */
  async function callsOf({ workspaceId, run }: Place, expected: EvaluationCase) {
    const made: Outcome[] = [];
    const until = AbortSignal.timeout(mostCaseMs);
    const earlier = run.repeats && (await recordedOf(workspaceId, run.repeats, expected));
    const outcomeOf = (effect: AnsweringEffect): Promise<Outcome> | Outcome => {
      if (earlier) {
        return earlier[made.length] ?? failed("evaluation.not-recorded", "No answer is recorded");
      }
      return isOutside(effect)
        ? effects.carryOut(effect, { workspaceId, evaluates: true }, until)
        : failed("evaluation.not-made", "An evaluation does not do this");
    };
    return {
      made,
      async make(effect: AnsweringEffect): Promise<Outcome> {
        const outcome = await outcomeOf(effect);
        made.push(outcome);
        return outcome;
      },
    };
  }

  async function recordedOf(
    workspaceId: string,
    runId: EvaluationRunRecord["_id"],
    { id, question }: EvaluationCase,
  ): Promise<readonly Outcome[]> {
    const found = await evaluationResults(connection)
      .in(workspaceId)
      .findOne({ runId, caseId: id, question });
    return found?.recorded ?? [];
  }

  async function sumOf(workspaceId: string, used: AgentAnswer["usage"]) {
    const settings = await aiSettings(connection).in(workspaceId).findOne({});
    const prices = settings?.prices ?? [];
    return {
      tokens: used.reduce((sum, { usage }) => sum + usage.input + usage.output, 0),
      cost: used.reduce((sum, { usage, model }) => sum + tokenCost(usage, model, prices), 0),
    };
  }
}

interface Place {
  readonly workspaceId: string;
  readonly run: EvaluationRunRecord;
  readonly agent: AskedAgent;
  readonly flows: readonly Program[];
  readonly order: number;
}

function isOutside(effect: AnsweringEffect): effect is AnsweringEffect & OutsideEffect {
  return ["callLlm", "callHttp", "callMcp", "runCode"].includes(effect.type);
}
