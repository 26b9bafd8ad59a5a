import Type from "typebox";
import { answerKind } from "../answer-kind.ts";
import {
  AnswerTimeout,
  Duration,
  Fields,
  Items,
  OneOf,
  PartId,
  ShortTemplate,
  Switch,
  Template,
  VariableName,
  Whole,
} from "../fields.ts";
import { defineNodeType, next, otherwise, timeout } from "../node-type.ts";
import { ratingFormFields } from "../rating-form.ts";
import { isSensitive, sensitiveAnswers } from "../sensitive.ts";

const bounded = { when: "expect", is: ["number", "rating"] };

/** Asks a question, checks the answer and keeps it in a variable. */
export const ask = defineNodeType({
  type: "ask",
  group: "messages",
  title: "Question",
  description: "Asks for a text, number, e-mail, date, file … and checks the answer.",
  icon: "help-circle",
  data: Fields({
    text: Template({ title: "Question", filled: true, limit: "text" }),
    expect: OneOf(
      [
        "text",
        "number",
        "email",
        "phone",
        "date",
        "time",
        "url",
        "choice",
        "file",
        "location",
        "rating",
      ],
      {
        title: "Expected answer",
        default: "text",
      },
    ),
    saveTo: VariableName({ title: "Save the answer as", filled: true }),
    sensitive: Type.Optional(
      Switch({
        title: "Sensitive answer",
        description:
          "It is encrypted and shown as dots. Only a request can read it: write `sensitive.` before its name.",
        shown: { when: "expect", is: sensitiveAnswers },
      }),
    ),
    choices: Type.Optional(
      Items(
        Fields({
          id: PartId(),
          label: ShortTemplate({ title: "Label", filled: true, limit: "quickReplyLabel" }),
        }),
        {
          title: "Choices",
          maxItems: 30,
          widget: "options",
          limit: "quickReplies",
          filled: { when: "expect", is: ["choice"] },
        },
      ),
    ),
    minimum: Type.Optional(Type.Number({ title: "At least", widget: "number", shown: bounded })),
    maximum: Type.Optional(Type.Number({ title: "At most", widget: "number", shown: bounded })),
    ...ratingFormFields,
    pattern: Type.Optional(
      Type.String({
        title: "Pattern (regular expression)",
        maxLength: 500,
        widget: "line",
        regex: true,
        shown: { when: "expect", is: ["text"] },
      }),
    ),
    attempts: Whole(1, 5, { title: "How often to ask", default: 3 }),
    retryText: Type.Optional(Template({ title: "When the answer does not fit", limit: "text" })),
    collect: Type.Optional(
      Duration({
        title: "Collect several messages for",
        description: "People often send one thought in several messages.",
        shown: { when: "sensitive", is: ["", "false"] },
      }),
    ),
    ignoreEarlier: Type.Optional(
      Switch({
        title: "Ignore what was written before the question",
        description: "A message that came while the step before was working is not the answer.",
        default: true,
      }),
    ),
    timeout: AnswerTimeout(),
  }),
  ports: () => [next, otherwise, timeout],
  summary: ({ text }) => text,
  waits: () => true,
  readsPhone: ({ expect }) => expect === "phone",
  savesSecretTo: (data) => (isSensitive(data) ? data.saveTo : undefined),
  savesLabel: true,
  asks: ({ text, expect, saveTo }) => [{ text, saveTo, kind: answerKind(expect) }],
  initial: { text: "", expect: "text", saveTo: "answer", attempts: 3, ignoreEarlier: true },
  example: {
    text: "What is your e-mail address?",
    expect: "email",
    saveTo: "email",
    attempts: 3,
    retryText: "That does not look like an e-mail address. Please try again.",
    timeout: { amount: 1, unit: "days" },
  },
});
