import type { EvaluationResult, EvaluationRun } from "@chatloom/api-schema";
import type {
  EvaluationResultRecord,
  EvaluationRunRecord,
} from "../../records/evaluation-model.ts";
import { presentJob, type StoredJob } from "../../records/job-model.ts";

/** What the results of a run sum up to. */
export interface RunFigures {
  readonly done: number;
  readonly passed: number;
  readonly tokens: number;
  readonly cost: number;
}

/** Returns a run as the API shows it. */
export function presentRun(
  run: Omit<EvaluationRunRecord, "cases">,
  { done, passed, tokens, cost }: RunFigures,
  job: StoredJob | undefined,
): EvaluationRun {
  const { _id, setId, version, judge, repeats, count, by, at } = run;
  return {
    id: String(_id),
    setId: String(setId),
    version,
    judge,
    repeats: repeats && String(repeats),
    cases: count,
    done,
    passed,
    tokens,
    cost,
    by,
    at: at.toISOString(),
    job: job && presentJob(job),
  };
}

/** Returns a result as the API shows it. */
export function presentResult(result: EvaluationResultRecord): EvaluationResult {
  const { caseId, question, answer, ended, ends, endFits, facts, passed, problem, tokens } = result;
  return {
    caseId,
    question,
    answer,
    ended,
    ends,
    endFits,
    facts: facts.map(({ fact, held, reason }) => ({ fact, held, reason })),
    passed,
    problem,
    tokens,
  };
}
