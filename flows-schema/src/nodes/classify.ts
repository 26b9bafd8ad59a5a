import Type from "typebox";
import {
  Fields,
  Items,
  Label,
  OneOf,
  PartId,
  ShortTemplate,
  Template,
  VariableName,
  Whole,
} from "../fields.ts";
import { defineNodeType, error, otherwise } from "../node-type.ts";

/** Sorts a text into one of some classes: by a language model, or by the nearest examples without one. */
export const classify = defineNodeType({
  type: "classify",
  group: "ai",
  title: "AI classify",
  description: "Sorts what the contact wrote into your categories.",
  icon: "category",
  data: Fields({
    text: ShortTemplate({ title: "Text to sort", default: "{{ message.text }}", filled: true }),
    by: Type.Optional(
      OneOf(["model", "examples"], {
        title: "How to sort",
        default: "model",
        description: "By examples, no AI is asked: the class with the nearest example is taken.",
      }),
    ),
    leastConfidence: Type.Optional(
      Whole(0, 100, {
        title: "Sure enough from (%)",
        description: "Below it, the text counts as none of the classes.",
      }),
    ),
    classes: Items(
      Fields({
        id: PartId(),
        label: Label({ title: "Name", filled: true }),
        description: Template({ title: "What belongs here" }),
        examples: Type.Optional(
          Type.String({
            maxLength: 10_000,
            widget: "longText",
            title: "Examples",
            description: "Sentences as contacts write them, one on each line.",
          }),
        ),
      }),
      { title: "Classes", filled: true, maxItems: 20, widget: "classes" },
    ),
    saveTo: Type.Optional(VariableName({ title: "Save the class as" })),
  }),
  ports: ({ classes }) => [
    ...classes.map((it) => ({ id: `class:${it.id}`, kind: "option" as const, label: it.label })),
    otherwise,
    error,
  ],
  summary: ({ classes }) => classes.map((it) => it.label).join(" · "),
  waits: () => false,
  initial: {
    text: "{{ message.text }}",
    by: "model",
    classes: [{ id: "a", label: "", description: "" }],
  },
  example: {
    text: "{{ message.text }}",
    classes: [
      { id: "order", label: "Order", description: "questions about an order or delivery" },
      { id: "complaint", label: "Complaint", description: "the contact is unhappy" },
    ],
  },
});
