import Type from "typebox";
import {
  AnswerTimeout,
  Fields,
  Items,
  MediaUrl,
  PartId,
  ShortTemplate,
  Switch,
  Template,
  VariableName,
  Whole,
} from "../fields.ts";
import { defineNodeType, otherwise, timeout } from "../node-type.ts";

/** Asks with a few answers to tap; each answer is a port. */
export const quickReplies = defineNodeType({
  type: "quickReplies",
  group: "messages",
  title: "Quick replies",
  description: "Asks with answers to tap; each leads its own way.",
  icon: "list-check",
  data: Fields({
    text: Template({ title: "Text", filled: true, limit: "text" }),
    imageUrl: Type.Optional(MediaUrl({ title: "Picture" })),
    options: Items(
      Fields({
        id: PartId(),
        label: ShortTemplate({ title: "Label", filled: true, limit: "quickReplyLabel" }),
        synonyms: Type.Optional(
          Type.Array(Type.String({ maxLength: 100 }), {
            widget: "tags",
            title: "Also understood",
            maxItems: 30,
          }),
        ),
      }),
      { title: "Answers", filled: true, maxItems: 30, widget: "options", limit: "quickReplies" },
    ),
    saveTo: Type.Optional(VariableName({ title: "Save the answer as" })),
    attempts: Whole(1, 5, { title: "How often to ask", default: 2 }),
    retryText: Type.Optional(Template({ title: "When asking again", limit: "text" })),
    ignoreEarlier: Type.Optional(
      Switch({
        title: "Ignore what was written before the question",
        description: "A message that came while the step before was working is not the answer.",
        default: true,
      }),
    ),
    timeout: AnswerTimeout(),
  }),
  ports: ({ options }) => [
    ...options.map((option) => ({
      id: `option:${option.id}`,
      kind: "option" as const,
      label: option.label,
    })),
    otherwise,
    timeout,
  ],
  summary: ({ text }) => text,
  waits: () => true,
  savesLabel: true,
  asks: ({ text }) => [{ text, kind: "choice" }],
  initial: {
    text: "",
    options: [
      { id: "a", label: "" },
      { id: "b", label: "" },
    ],
    attempts: 2,
    ignoreEarlier: true,
  },
  example: {
    text: "What can we do for you?",
    options: [
      { id: "prices", label: "Prices", synonyms: ["cost", "how much"] },
      { id: "visit", label: "Visit us" },
    ],
    saveTo: "topic",
    attempts: 2,
    retryText: "Please tap one of the answers.",
    timeout: { amount: 12, unit: "hours" },
  },
});
