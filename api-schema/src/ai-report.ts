import Type, { type Static } from "typebox";
import { Optional } from "./optional.ts";
import { about, Count, Day, Durations, period } from "./report-shapes.ts";
import { defineRoute } from "./route.ts";
import { Exact, Id } from "./shapes.ts";

const Codes = Type.Array(Exact({ code: Type.String(), count: Count }));

const calls = {
  calls: Count,
  /** Calls without an answer, by the code of the reason. */
  failed: Count,
  problems: Codes,
  /** Tokens; the cached ones are part of the input. */
  input: Count,
  cached: Count,
  output: Count,
  /** US dollars. */
  cost: Type.Number(),
  /** How long the calls took. */
  time: Durations,
};
/** CONTRACT. The calls of a language model in conversations. */
export const AiCallFigures = Exact(calls);
export type AiCallFigures = Static<typeof AiCallFigures>;

/** CONTRACT. The calls of an AI agent or step in conversations, and what came of them. */
export const AiFigures = Exact({
  ...calls,
  /** Talks of a contact with the AI; another begins after 24 hours without a question to it, or after a handover. */
  talks: Count,
  /** Times that the AI answered the contact. */
  answers: Count,
  /** Times that the step took another way because of the AI, by the code of the reason. */
  fallbacks: Codes,
  /** Questions about which the knowledge held nothing. */
  unanswered: Count,
  /** Talks that were handed over to people within 24 hours. */
  handedOff: Count,
  /** Ratings of the survey after conversations in which the AI was asked in the seven days before. */
  ratings: Exact({ count: Count, positive: Count, average: Optional(Type.Number()) }),
});
export type AiFigures = Static<typeof AiFigures>;

export const readAiReport = defineRoute({
  method: "get",
  path: "/reports/ai",
  tag: "Reports",
  access: "viewer",
  summary:
    "Read what AI answered in conversations of a period, and what it used and cost, by day, channel, agent, flow, step and model",
  query: Type.Object(period),
  reply: Exact({
    ...about,
    now: AiFigures,
    /** The figures of the period before, which has as many days. */
    before: AiFigures,
    days: Type.Array(
      Exact({
        date: Day,
        calls: Count,
        failed: Count,
        input: Count,
        cached: Count,
        output: Count,
        cost: Type.Number(),
      }),
    ),
    /** Most calls first, as in the lists below. */
    channels: Type.Array(
      Exact({
        channelId: Type.String(),
        /** Name and type are absent where the channel was removed. */
        name: Optional(Type.String()),
        type: Optional(Type.String()),
        figures: AiCallFigures,
      }),
    ),
    flows: Type.Array(
      Exact({
        flowId: Type.String(),
        /** Empty where the flow was removed, or an agent answered on its own. */
        flowName: Type.String(),
        figures: AiCallFigures,
      }),
    ),
    agents: Type.Array(Exact({ agentId: Id, name: Type.String(), figures: AiFigures })),
    steps: Type.Array(
      Exact({
        flowId: Type.String(),
        nodeId: Type.String(),
        /** Empty where the flow was removed. */
        flowName: Type.String(),
        figures: AiFigures,
      }),
    ),
    models: Type.Array(Exact({ model: Type.String(), figures: AiCallFigures })),
  }),
  errors: ["reports.range"],
});
