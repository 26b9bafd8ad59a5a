import Type from "typebox";
import { AiTool } from "../ai-tool.ts";
import {
  AnswerTimeout,
  Fields,
  Items,
  KnowledgeBases,
  Label,
  OneOf,
  PartId,
  reserved,
  ShortTemplate,
  Switch,
  Tags,
  Template,
  VariableName,
  Whole,
} from "../fields.ts";
import { stepModeration } from "../moderation-rule.ts";
import { defineNodeType, error, next, type Port, timeout } from "../node-type.ts";

const decides = { when: "mode", is: ["converse", "silent"] };
const fromKnowledge = { when: "useKnowledge", is: ["true"] };
const talks = { when: "mode", is: ["converse"] };

/** Ways out of their own for what otherwise takes the error port. */
const outcomePorts: Readonly<Record<string, Port>> = {
  refusal: { id: "refusal", kind: "error", label: "Declined" },
  slow: { id: "slow", kind: "error", label: "Too slow" },
  unsure: { id: "unsure", kind: "error", label: "Not sure" },
  budget: { id: "budget", kind: "error", label: "Budget used up" },
};

/** Lets a language model write the answer, or talk with the contact until one of its exits is reached. */
export const llm = defineNodeType({
  type: "llm",
  group: "ai",
  title: "AI step",
  description: "An AI answers, extracts data, or talks until a goal is reached.",
  icon: "sparkles",
  data: Fields({
    agentId: Type.Optional(
      Type.String({ maxLength: 64, widget: "agent", title: "Agent", inSight: true }),
    ),
    /** The version that the run is pinned to, where it is known from the start; 0 is the draft. */
    agentVersion: Type.Optional(Type.Integer({ minimum: 0, ...reserved })),
    instructions: Template({ title: "Instructions", filled: { when: "agentId", is: [""] } }),
    mode: OneOf(["answerOnce", "converse", "silent"], {
      title: "How",
      default: "answerOnce",
      description:
        "Answer once and go on; talk until an exit is reached; or only compute, without sending.",
    }),
    exits: Items(
      Fields({
        id: PartId(),
        label: Label({ title: "Name" }),
        when: Template({ title: "Leave here when", filled: true }),
      }),
      {
        title: "Exits",
        maxItems: 10,
        widget: "exits",
        shown: decides,
      },
    ),
    extract: Items(
      Fields({
        variable: VariableName({ title: "Variable", filled: true }),
        type: OneOf(["string", "number", "boolean", "date", "email", "phone", "url", "choice"], {
          title: "Type",
          default: "string",
        }),
        choices: Type.Optional(
          Tags({ title: "Allowed values", shown: { when: "type", is: ["choice"] } }),
        ),
        description: ShortTemplate({ title: "What it is" }),
      }),
      { title: "Find out", maxItems: 20, shown: decides },
    ),
    saveTo: Type.Optional(VariableName({ title: "Save the answer as" })),
    useKnowledge: Switch({
      title: "Answer from knowledge",
      description: "The passages that fit the question go to the model, and the answer names them.",
      default: false,
    }),
    knowledge: Type.Optional(KnowledgeBases({ title: "Knowledge bases", shown: fromKnowledge })),
    showSources: Type.Optional(
      Switch({ title: "Name the sources to the contact", shown: fromKnowledge }),
    ),
    tools: Type.Optional(Items(AiTool, { title: "Tools", maxItems: 20 })),
    summaryTo: Type.Optional(
      VariableName({
        title: "Save a summary as",
        description: "What was said and found out, and the mood: a note for whoever takes over.",
      }),
    ),
    remember: Type.Optional(
      Whole(2, 60, {
        title: "Messages to remember",
        shown: talks,
      }),
    ),
    summarize: Type.Optional(
      Switch({
        title: "Remember earlier messages as a summary",
        shown: talks,
      }),
    ),
    settleSeconds: Type.Optional(
      Whole(0, 30, {
        title: "Wait for more messages (seconds)",
        description: "Several short messages are then answered together.",
      }),
    ),
    ...stepModeration,
    unreadable: Type.Optional(
      OneOf(["mention", "fail"], {
        title: "Unreadable pictures and voice notes",
        default: "mention",
        description: "The AI sees pictures and hears voice notes where its connection can.",
      }),
    ),
    leastConfidence: Type.Optional(
      Whole(0, 100, {
        title: "Least confidence (%)",
        description: "Below it, the answer is not sent.",
      }),
    ),
    outcomes: Type.Optional(
      Type.Array(OneOf(["refusal", "slow", "unsure", "budget"]), {
        title: "Ways out of their own",
        widget: "outcomes",
        uniqueItems: true,
      }),
    ),
    connectionId: Type.Optional(
      Type.String({ maxLength: 64, widget: "connection", title: "Connection" }),
    ),
    model: Type.Optional(ShortTemplate({ title: "Model" })),
    temperature: Type.Optional(
      Type.Number({ minimum: 0, maximum: 2, widget: "number", title: "Temperature" }),
    ),
    maxTurns: Whole(1, 50, { title: "At most this many answers", default: 10, shown: talks }),
    timeout: AnswerTimeout({ shown: talks }),
  }),
  ports: ({ exits, mode, outcomes = [] }) => [
    ...exits.map((exit) => ({ id: `exit:${exit.id}`, kind: "option" as const, label: exit.label })),
    { ...next, label: exits.length > 0 ? "Otherwise" : "" },
    ...(mode === "converse" ? [timeout] : []),
    ...outcomes.flatMap((it) => outcomePorts[it] ?? []),
    error,
  ],
  summary: ({ instructions }) => instructions,
  waits: ({ mode }) => mode === "converse",
  targets: ({ tools = [] }) =>
    tools.flatMap(({ kind, flowId }) => (kind === "subflow" && flowId ? [{ flowId }] : [])),
  initial: {
    instructions: "",
    mode: "answerOnce",
    exits: [],
    extract: [],
    useKnowledge: false,
    moderation: "standard",
    unreadable: "mention",
    maxTurns: 10,
  },
  example: {
    instructions: "You are the friendly assistant of a bicycle shop. Answer briefly.",
    mode: "converse",
    exits: [
      { id: "human", label: "Wants a person", when: "the contact asks for a person or is upset" },
    ],
    extract: [
      { variable: "budget", type: "number", description: "what the contact wants to spend" },
    ],
    useKnowledge: false,
    maxTurns: 10,
    outcomes: ["refusal", "slow", "unsure", "budget"],
  },
});
