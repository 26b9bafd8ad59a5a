import Type, { type Static } from "typebox";
import { Job } from "./jobs.ts";
import { Optional } from "./optional.ts";
import { defineRoute } from "./route.ts";
import { Exact, Id, Moment, Name, Nothing } from "./shapes.ts";

/** The bounds of evaluation sets. */
export const evaluationLimits = {
  sets: 50,
  cases: 500,
  facts: 20,
  question: 2_000,
  fact: 300,
  runs: 50,
} as const;

const CaseFields = {
  /** The message of the contact. */
  question: Type.String({ minLength: 1, maxLength: evaluationLimits.question, pattern: "\\S" }),
  /** The facts that the answer must contain. A vertical bar separates wordings of one fact. */
  facts: Type.Array(
    Type.String({ minLength: 1, maxLength: evaluationLimits.fact, pattern: "\\S" }),
    { maxItems: evaluationLimits.facts },
  ),
  /** How it must end: `answer` (the talk goes on), `people` (it hands over), or the id of an exit. Absent: any way. */
  ends: Optional(Type.String({ minLength: 1, maxLength: 64 })),
};

/** A question to an agent and what its answer must be. */
export const EvaluationCase = Exact({
  id: Type.String({ minLength: 1, maxLength: 64 }),
  ...CaseFields,
});
export type EvaluationCase = Static<typeof EvaluationCase>;

const Judge = Type.Enum(["rules", "model"], { type: "string" });
const count = () => Type.Integer({ minimum: 0 });

/** One run of a set against a version of its agent. */
export const EvaluationRun = Exact({
  id: Id,
  setId: Id,
  /** 0 is the draft. */
  version: count(),
  /** `model`: facts that the answer does not say literally were judged by the model. */
  judge: Judge,
  /** The run whose recorded answers were played instead of asking the model. */
  repeats: Optional(Id),
  cases: count(),
  done: count(),
  passed: count(),
  tokens: count(),
  /** US dollars. */
  cost: Type.Number(),
  by: Type.String(),
  at: Moment,
  /** Its progress. */
  job: Optional(Job),
});
export type EvaluationRun = Static<typeof EvaluationRun>;

/** How one case went. */
export const EvaluationResult = Exact({
  caseId: Type.String(),
  question: Type.String(),
  answer: Type.String(),
  /** `answer`, `people`, the id of an exit, or `failed`. */
  ended: Type.String(),
  /** The end that the case expects; absent where it expects none. */
  ends: Optional(Type.String()),
  /** Whether it ended as the case expects. Absent in results of earlier releases. */
  endFits: Optional(Type.Boolean()),
  facts: Type.Array(
    Exact({
      fact: Type.String(),
      held: Type.Boolean(),
      /** Why the model says so. Absent where the answer's words decided. */
      reason: Optional(Type.String()),
    }),
  ),
  passed: Type.Boolean(),
  /** The code of why there is no answer. */
  problem: Optional(Type.String()),
  tokens: count(),
});
export type EvaluationResult = Static<typeof EvaluationResult>;

/** A set without its cases. */
export const EvaluationSetSummary = Exact({
  id: Id,
  name: Name,
  agentId: Id,
  /** Absent where the agent was deleted. */
  agentName: Optional(Type.String()),
  cases: count(),
  updatedAt: Moment,
  /** The newest run that is done. */
  lastRun: Optional(Exact({ version: count(), passed: count(), cases: count() })),
});
export type EvaluationSetSummary = Static<typeof EvaluationSetSummary>;

/** A set with its cases. A save names the revision that it was edited from. */
export const EvaluationSet = Exact({
  id: Id,
  name: Name,
  agentId: Id,
  agentName: Optional(Type.String()),
  revision: Type.Integer({ minimum: 1 }),
  cases: Type.Array(EvaluationCase),
  /** The ways out of the agent's draft. */
  exits: Type.Array(Exact({ id: Type.String(), label: Type.String() })),
  /** The published versions of the agent, the newest first. */
  versions: Type.Array(Type.Integer()),
});
export type EvaluationSet = Static<typeof EvaluationSet>;

const setParams = Type.Object({ setId: Id });
const runParams = Type.Object({ setId: Id, runId: Id });
const Version = Type.Integer({ minimum: 0, maximum: 1_000_000 });

export const listEvaluationSets = defineRoute({
  method: "get",
  path: "/ai/evaluations",
  tag: "AI",
  access: "viewer",
  summary: "List the evaluation sets",
  reply: Exact({ items: Type.Array(EvaluationSetSummary) }),
});
export const addEvaluationSet = defineRoute({
  method: "post",
  path: "/ai/evaluations",
  tag: "AI",
  access: "editor",
  audit: "evaluation.created",
  summary: "Add an evaluation set for an AI agent",
  body: Exact({ name: Name, agentId: Id }),
  reply: EvaluationSet,
  errors: ["evaluation.too-many"],
});
export const readEvaluationSet = defineRoute({
  method: "get",
  path: "/ai/evaluations/:setId",
  tag: "AI",
  access: "viewer",
  summary: "Read an evaluation set with its cases",
  params: setParams,
  reply: EvaluationSet,
});
export const saveEvaluationSet = defineRoute({
  method: "put",
  path: "/ai/evaluations/:setId",
  tag: "AI",
  access: "editor",
  audit: "evaluation.changed",
  summary: "Save the name and the cases of an evaluation set",
  params: setParams,
  body: Exact({
    name: Name,
    revision: Type.Integer({ minimum: 1 }),
    cases: Type.Array(EvaluationCase, { maxItems: evaluationLimits.cases }),
  }),
  reply: EvaluationSet,
  mostBodyBytes: 8_000_000,
  errors: ["evaluation.changed", "evaluation.case-twice"],
});
/** E-mail addresses, phone and card numbers in the question are replaced. */
export const addEvaluationCase = defineRoute({
  method: "post",
  path: "/ai/evaluations/:setId/cases",
  tag: "AI",
  access: "editor",
  audit: "evaluation.changed",
  summary: "Add a case to an evaluation set, such as a question of a conversation",
  params: setParams,
  body: Exact(CaseFields),
  reply: EvaluationSet,
  errors: ["evaluation.too-many-cases"],
});
/** Columns: `question`, `ends`, and any number whose name begins with `fact`. A question that exists is replaced. */
export const importEvaluationCases = defineRoute({
  method: "post",
  path: "/ai/evaluations/:setId/import",
  tag: "AI",
  access: "editor",
  audit: "evaluation.changed",
  summary: "Add cases from CSV to an evaluation set",
  params: setParams,
  body: Exact({ csv: Type.String({ minLength: 1, maxLength: 2_000_000 }) }),
  reply: EvaluationSet,
  mostBodyBytes: 4_000_000,
  errors: ["evaluation.csv-columns", "evaluation.csv-invalid", "evaluation.too-many-cases"],
});
export const downloadEvaluationCases = defineRoute({
  method: "get",
  path: "/ai/evaluations/:setId/cases.csv",
  tag: "AI",
  access: "viewer",
  summary: "Download the cases of an evaluation set as CSV",
  params: setParams,
  reply: Exact({}),
});
export const removeEvaluationSet = defineRoute({
  method: "delete",
  path: "/ai/evaluations/:setId",
  tag: "AI",
  access: "editor",
  audit: "evaluation.deleted",
  summary: "Delete an evaluation set with its runs",
  params: setParams,
  reply: Nothing,
});
export const estimateEvaluation = defineRoute({
  method: "get",
  path: "/ai/evaluations/:setId/estimate",
  tag: "AI",
  access: "viewer",
  summary: "Estimate what a run would cost, and what the budgets have left",
  params: setParams,
  query: Type.Object({ version: Version, judge: Judge }),
  reply: Exact({
    tokens: count(),
    /** US dollars; absent where no price is known. */
    cost: Optional(Type.Number()),
    /** From earlier runs, or from the length of the agent's instructions. */
    basis: Type.Enum(["runs", "length"], { type: "string" }),
    /** The tokens that the tightest budget has left; absent without budgets. */
    left: Optional(Type.Integer()),
  }),
});
export const startEvaluation = defineRoute({
  method: "post",
  path: "/ai/evaluations/:setId/runs",
  tag: "AI",
  access: "editor",
  audit: "evaluation.started",
  summary: "Run an evaluation set against a version of its agent",
  params: setParams,
  body: Exact({
    version: Version,
    judge: Judge,
    /** Plays the recorded answers of this run and asks no model. */
    repeats: Optional(Id),
  }),
  reply: EvaluationRun,
  errors: ["evaluation.empty", "evaluation.over-budget", "evaluation.running"],
});
export const listEvaluationRuns = defineRoute({
  method: "get",
  path: "/ai/evaluations/:setId/runs",
  tag: "AI",
  access: "viewer",
  summary: "List the runs of an evaluation set, the newest first",
  params: setParams,
  reply: Exact({ items: Type.Array(EvaluationRun) }),
});
export const readEvaluationRun = defineRoute({
  method: "get",
  path: "/ai/evaluations/:setId/runs/:runId",
  tag: "AI",
  access: "viewer",
  summary: "Read a run of an evaluation set with the result of each case",
  params: runParams,
  reply: Exact({ run: EvaluationRun, results: Type.Array(EvaluationResult) }),
});
export const compareEvaluationRuns = defineRoute({
  method: "get",
  path: "/ai/evaluations/:setId/runs/:runId/since/:earlierId",
  tag: "AI",
  access: "viewer",
  summary: "List the cases that two runs of an evaluation set judge differently or only one has",
  params: Type.Object({ setId: Id, runId: Id, earlierId: Id }),
  reply: Exact({
    items: Type.Array(
      Exact({
        change: Type.Enum(["fixed", "broken", "added", "removed"], { type: "string" }),
        before: Optional(EvaluationResult),
        after: Optional(EvaluationResult),
      }),
    ),
  }),
});
