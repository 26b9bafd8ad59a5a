import Type from "typebox";
import { Fields, ShortTemplate } from "../fields.ts";
import { defineNodeType, next } from "../node-type.ts";

/** Counts a conversion, and with it the A/B variant the contact got. */
export const goal = defineNodeType({
  type: "goal",
  group: "actions",
  title: "Goal",
  description: "Counts a conversion, for reports and A/B tests.",
  icon: "target-arrow",
  data: Fields({
    name: ShortTemplate({ title: "Goal", filled: true }),
    value: Type.Optional(ShortTemplate({ title: "Worth" })),
  }),
  ports: () => [next],
  summary: ({ name }) => name,
  waits: () => false,
  counts: "goals",
  initial: { name: "" },
  example: { name: "purchase", value: "{{ order.total }}" },
});
