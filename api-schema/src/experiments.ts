import Type, { type Static } from "typebox";
import { Optional } from "./optional.ts";
import { defineRoute } from "./route.ts";
import { Exact, Id, Moment } from "./shapes.ts";

const tag = "Reports";
const Count = Type.Integer({ minimum: 0 });
const Interval = { low: Type.Number(), high: Type.Number() };
const experimentParams = Type.Object({
  flowId: Id,
  nodeId: Type.String({ minLength: 1, maxLength: 200 }),
});

/** A variant and how it does. */
export const ExperimentVariant = Exact({
  id: Type.String(),
  label: Type.String(),
  weight: Type.Number(),
  people: Count,
  converted: Count,
  rate: Type.Number(),
  /** By Bayes' rule with a uniform prior. */
  probabilityBest: Type.Number(),
  /** To the rate of the first variant; the interval stays right however often one looks. */
  difference: Optional(Type.Number()),
  interval: Optional(Exact(Interval)),
});

/** The conclusion from the results of the variants. */
export const ExperimentJudgement = Exact({
  /** The variant that was declared the winner. */
  winner: Optional(Type.String()),
  variants: Type.Array(ExperimentVariant),
  verdict: Type.Enum(["tooFew", "open", "winner", "none"], { type: "string" }),
  /** The variant with the highest rate. */
  best: Optional(Type.String()),
  /** By how much its rate is above the second best. */
  lead: Optional(Exact({ over: Type.String(), ...Interval })),
  /** The probability that people were divided so unevenly by chance. Below 0.001 something else divides them. */
  splitChance: Type.Number(),
  /** The people that each variant needs before it is judged. */
  leastPeople: Count,
});
export type ExperimentJudgement = Static<typeof ExperimentJudgement>;

/** CONTRACT. The results of the variants of an A/B test. People count for the variant that they got first. */
export const ExperimentResults = Exact({
  ...ExperimentJudgement.properties,
  flowName: Type.String(),
  /** Whether contacts always get the same variant; otherwise results mean little. */
  sticky: Type.Boolean(),
  /** The goal that counts as a conversion; absent: any. */
  goal: Optional(Type.String()),
  /** The names of goals that were reached since the test began, at most 200. */
  goals: Type.Array(Type.String()),
  /** Of a test that learns: the percent of people who get the variants by the weights, and who alone are judged. */
  holdout: Optional(Type.Integer()),
  startedAt: Optional(Moment),
  variants: Type.Array(
    Exact({
      ...ExperimentVariant.properties,
      /** The share that a test that learns gives to newcomers now, 0 to 1. */
      learnt: Optional(Type.Number()),
      /** Beside those who are judged, also those who got it because it did well. */
      everyone: Exact({ people: Count, converted: Count }),
    }),
  ),
});
export type ExperimentResults = Static<typeof ExperimentResults>;

export const listExperiments = defineRoute({
  method: "get",
  path: "/reports/experiments",
  tag,
  access: "viewer",
  summary: "List the A/B tests of the published flows",
  reply: Exact({
    items: Type.Array(
      Exact({
        flowId: Id,
        flowName: Type.String(),
        nodeId: Type.String(),
        variants: Type.Array(Type.String()),
        winner: Optional(Type.String()),
      }),
    ),
  }),
});
export const readExperiment = defineRoute({
  method: "get",
  path: "/reports/experiments/:flowId/:nodeId",
  tag,
  access: "viewer",
  summary: "Read the results of an A/B test",
  params: experimentParams,
  query: Type.Object({
    /** Another goal than the step's; empty: any. */
    goal: Optional(Type.String({ maxLength: 200 })),
    /** Only people who got their variant on this channel, or who are in this segment now. */
    channelId: Optional(Id),
    segmentId: Optional(Id),
  }),
  reply: ExperimentResults,
  errors: ["flow.not-found", "experiment.not-found", "segment.not-found"],
});
