import Type, { type Static } from "typebox";
import { Optional } from "./optional.ts";
import { about, Count, period } from "./report-shapes.ts";
import { defineRoute } from "./route.ts";
import { Exact, Id, Page, pageQuery } from "./shapes.ts";

const tag = "Reports";

const version = {
  /** A version of the flow; absent: all. */
  version: Optional(Type.Integer({ minimum: 1 })),
};
const NodeId = Type.String({ minLength: 1, maxLength: 200 });
const VariableName = Type.String({ minLength: 1, maxLength: 200 });

/** One answer, and how often it was given. */
const AnswerCount = Exact({
  /** Equal for answers that differ in case, accents and spaces only. */
  key: Type.String(),
  value: Type.String(),
  count: Count,
});
export type AnswerCount = Static<typeof AnswerCount>;

/** CONTRACT. The answers to one question of a flow. */
export const ReportedQuestion = Exact({
  nodeId: Type.String(),
  /** The variable that keeps the answer; absent where each answer leads its own way. */
  name: Optional(Type.String()),
  text: Type.String(),
  kind: Type.Enum(["choice", "number", "date", "text"], { type: "string" }),
  /** Runs that came to the step. */
  asked: Count,
  answered: Count,
  /** Choices: all of them. Dates: the 62 most frequent, in order. Otherwise the 15 most frequent. */
  answers: Type.Array(AnswerCount),
  /** Answers that are not listed. */
  others: Count,
  /** For numbers, of at most 5,000 different ones. */
  numbers: Optional(
    Exact({
      least: Type.Number(),
      most: Type.Number(),
      average: Type.Number(),
      median: Type.Number(),
      /** Classes of equal width, from the first number up to and without the second one; the last includes it. */
      classes: Type.Array(Exact({ from: Type.Number(), to: Type.Number(), count: Count })),
    }),
  ),
});
export type ReportedQuestion = Static<typeof ReportedQuestion>;

export const readAnswers = defineRoute({
  method: "get",
  path: "/reports/flows/:flowId/answers",
  tag,
  access: "viewer",
  summary: "Read what contacts answered to the questions of a flow in a period",
  params: Type.Object({ flowId: Id }),
  query: Type.Object({ ...period, ...version }),
  reply: Exact({ ...about, questions: Type.Array(ReportedQuestion) }),
  errors: ["flow.not-found", "reports.range"],
});
export const listAnswers = defineRoute({
  method: "get",
  path: "/reports/flows/:flowId/answers/:nodeId",
  tag,
  access: "viewer",
  summary: "List the different answers to a question, most frequent first, or search them",
  params: Type.Object({ flowId: Id, nodeId: NodeId }),
  query: Type.Object({
    ...pageQuery,
    ...period,
    ...version,
    limit: Optional(Type.Integer({ minimum: 1, maximum: 1_000, default: 50 })),
    /** The variable that keeps the answer. */
    name: VariableName,
    /** Answers that contain these words; case and accents do not count. */
    search: Optional(Type.String({ minLength: 1, maxLength: 100 })),
  }),
  reply: Page(AnswerCount),
  errors: ["flow.not-found", "reports.range"],
});
