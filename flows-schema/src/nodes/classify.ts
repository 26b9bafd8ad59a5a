import Type from "typebox";
import { Fields, Items, Label, PartId, ShortTemplate, Template, VariableName } from "../fields.ts";
import { defineNodeType, error, otherwise } from "../node-type.ts";

/** Lets a language model sort a text into one of some classes. */
export const classify = defineNodeType({
  type: "classify",
  group: "ai",
  title: "AI classify",
  description: "Sorts what the contact wrote into your categories.",
  icon: "category",
  data: Fields({
    text: ShortTemplate({ title: "Text to sort", default: "{{ message.text }}", filled: true }),
    classes: Items(
      Fields({
        id: PartId(),
        label: Label({ title: "Name", filled: true }),
        description: Template({ title: "What belongs here" }),
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
  initial: { text: "{{ message.text }}", classes: [{ id: "a", label: "", description: "" }] },
  example: {
    text: "{{ message.text }}",
    classes: [
      { id: "order", label: "Order", description: "questions about an order or delivery" },
      { id: "complaint", label: "Complaint", description: "the contact is unhappy" },
    ],
  },
});
