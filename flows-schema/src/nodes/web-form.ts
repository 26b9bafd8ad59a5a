import Type from "typebox";
import { answerKind } from "../answer-kind.ts";
import {
  AnswerTimeout,
  Fields,
  Items,
  OneOf,
  PartId,
  ShortTemplate,
  Switch,
  Tags,
  Template,
  VariableName,
} from "../fields.ts";
import { defineNodeType, next, timeout } from "../node-type.ts";

/** Sends a button that opens a page with questions, and waits until they are answered there. */
export const webForm = defineNodeType({
  type: "webForm",
  group: "messages",
  title: "Form on a page",
  description: "Opens a page with several questions: texts, dates, times, choices.",
  icon: "list-check",
  data: Fields({
    text: Template({ title: "Text above the button", filled: true, limit: "text" }),
    button: ShortTemplate({ title: "Button", filled: true, limit: "buttonLabel" }),
    title: ShortTemplate({ title: "Title of the page", reader: "contact" }),
    questions: Items(
      Fields({
        id: PartId(),
        label: ShortTemplate({ title: "Question", filled: true, reader: "contact" }),
        expect: OneOf(["text", "number", "email", "phone", "date", "time", "choice"], {
          title: "Expected answer",
          default: "text",
        }),
        choices: Type.Optional(
          Tags({
            title: "Choices",
            shown: { when: "expect", is: ["choice"] },
            filled: { when: "expect", is: ["choice"] },
          }),
        ),
        required: Switch({ title: "Must be answered", default: true }),
        saveTo: VariableName({ title: "Save the answer as", filled: true }),
      }),
      { title: "Questions", filled: true, maxItems: 20 },
    ),
    timeout: AnswerTimeout(),
  }),
  ports: () => [next, timeout],
  summary: ({ text }) => text,
  waits: () => true,
  fills: "words",
  asks: ({ questions }) =>
    questions.map(({ label, expect, saveTo }) => ({
      text: label,
      saveTo,
      kind: answerKind(expect),
    })),
  initial: {
    text: "",
    button: "",
    title: "",
    questions: [{ id: "a", label: "", expect: "text", required: true, saveTo: "answer" }],
  },
  example: {
    text: "Book a table in a minute.",
    button: "Open the form",
    title: "Book a table",
    questions: [
      { id: "day", label: "Which day?", expect: "date", required: true, saveTo: "day" },
      { id: "time", label: "What time?", expect: "time", required: true, saveTo: "time" },
      {
        id: "place",
        label: "Inside or outside?",
        expect: "choice",
        choices: ["Inside", "Outside"],
        required: false,
        saveTo: "place",
      },
    ],
    timeout: { amount: 1, unit: "days" },
  },
});
