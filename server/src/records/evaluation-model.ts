import type { EvaluationCase, EvaluationResult } from "@chatloom/api-schema";
import type { EffectError, JsonValue } from "@chatloom/runtime";
import mongoose from "mongoose";
import { defineCollection, type ObjectId, type Stored } from "../store/scoped-model.ts";

const { ObjectId: Id } = mongoose.Types;
const { Mixed } = mongoose.Schema.Types;

/** Questions to an AI agent and what its answers must be. */
export interface EvaluationSetFields {
  name: string;
  agentId: ObjectId;
  cases: readonly EvaluationCase[];
  /** Increases with every change of the cases; a save must name the revision it is based on. */
  revision: number;
  createdAt: Date;
  updatedAt: Date;
}
export type EvaluationSetRecord = Stored<EvaluationSetFields>;

/** The evaluation sets of a connection's workspaces. */
export const evaluationSets = defineCollection<EvaluationSetFields>(
  "evaluationSets",
  {
    name: String,
    agentId: Id,
    cases: Mixed,
    revision: Number,
    createdAt: Date,
    updatedAt: Date,
  },
  [[{ workspaceId: 1, updatedAt: -1 }]],
);

/** A run of a set, with the cases as they were when it began. */
export interface EvaluationRunFields {
  setId: ObjectId;
  agentId: ObjectId;
  version: number;
  /** The revision of the draft that is evaluated; absent for a version. */
  draftRevision?: number | undefined;
  judge: "rules" | "model";
  repeats?: ObjectId | undefined;
  cases: readonly EvaluationCase[];
  count: number;
  jobId: ObjectId;
  by: string;
  at: Date;
}
export type EvaluationRunRecord = Stored<EvaluationRunFields>;

/** The runs of evaluation sets. */
export const evaluationRuns = defineCollection<EvaluationRunFields>(
  "evaluationRuns",
  {
    setId: Id,
    agentId: Id,
    version: Number,
    draftRevision: Number,
    judge: String,
    repeats: Id,
    cases: Mixed,
    count: Number,
    jobId: Id,
    by: String,
    at: Date,
  },
  [[{ workspaceId: 1, setId: 1, at: -1 }], [{ workspaceId: 1, agentId: 1, at: -1 }]],
);

/** What a call of a model or another system gave. */
export type RecordedOutcome = { readonly answer: JsonValue } | { readonly error: EffectError };

/** The result of one case of a run, with the outcomes of the calls that led to it. */
export interface EvaluationResultFields extends EvaluationResult {
  runId: ObjectId;
  order: number;
  cost: number;
  recorded: readonly RecordedOutcome[];
}
export type EvaluationResultRecord = Stored<EvaluationResultFields>;

/** The results of runs; a case has one result in a run. */
export const evaluationResults = defineCollection<EvaluationResultFields>(
  "evaluationResults",
  {
    runId: Id,
    order: Number,
    caseId: String,
    question: String,
    answer: String,
    ended: String,
    ends: String,
    endFits: Boolean,
    facts: Mixed,
    passed: Boolean,
    problem: String,
    tokens: Number,
    cost: Number,
    recorded: Mixed,
  },
  [[{ workspaceId: 1, runId: 1, caseId: 1 }, { unique: true }]],
);
