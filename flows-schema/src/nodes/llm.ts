import Type from "typebox";
import {
  AnswerTimeout,
  Fields,
  Items,
  Label,
  OneOf,
  PartId,
  reserved,
  ShortTemplate,
  Template,
  VariableName,
  Whole,
} from "../fields.ts";
import { defineNodeType, error, next, timeout } from "../node-type.ts";

const decides = { when: "mode", is: ["converse", "silent"] };
const talks = { when: "mode", is: ["converse"] };

/** Lets a language model write the answer, or talk with the contact until one of its exits is reached. */
export const llm = defineNodeType({
  type: "llm",
  group: "ai",
  title: "AI step",
  description: "An AI answers, extracts data, or talks until a goal is reached.",
  icon: "sparkles",
  data: Fields({
    instructions: Template({ title: "Instructions", filled: true }),
    agentId: Type.Optional(Type.String({ maxLength: 64, ...reserved })),
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
        type: OneOf(["string", "number", "boolean", "date"], { title: "Type", default: "string" }),
        description: ShortTemplate({ title: "What it is" }),
      }),
      { title: "Find out", maxItems: 20, shown: decides },
    ),
    saveTo: Type.Optional(VariableName({ title: "Save the answer as" })),
    useKnowledge: Type.Boolean({ default: false, ...reserved }),
    model: Type.Optional(ShortTemplate({ title: "Model" })),
    maxTurns: Whole(1, 50, { title: "At most this many answers", default: 10, shown: talks }),
    timeout: AnswerTimeout({ shown: talks }),
  }),
  ports: ({ exits, mode }) => [
    ...exits.map((exit) => ({ id: `exit:${exit.id}`, kind: "option" as const, label: exit.label })),
    { ...next, label: exits.length > 0 ? "Otherwise" : "" },
    ...(mode === "converse" ? [timeout] : []),
    error,
  ],
  summary: ({ instructions }) => instructions,
  waits: ({ mode }) => mode === "converse",
  initial: {
    instructions: "",
    mode: "answerOnce",
    exits: [],
    extract: [],
    useKnowledge: false,
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
  },
});
