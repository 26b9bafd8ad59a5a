import Type from "typebox";
import { Fields, Items, Label, PartId, reserved } from "../fields.ts";
import { defineNodeType } from "../node-type.ts";

/** Divides contacts among variants by weight; a contact always gets the same one. */
export const abSplit = defineNodeType({
  type: "abSplit",
  group: "logic",
  title: "A/B test",
  description: "Divides contacts among variants to see which works better.",
  icon: "arrows-split-2",
  data: Fields({
    variants: Items(
      Fields({
        id: PartId(),
        label: Label({ title: "Name" }),
        weight: Type.Number({ minimum: 0, maximum: 1000, title: "Share", widget: "weight" }),
      }),
      { title: "Variants", filled: true, maxItems: 10, widget: "variants" },
    ),
    sticky: Type.Boolean({
      title: "A contact always gets the same variant",
      default: true,
      widget: "switch",
    }),
    mode: Type.Enum(["fixed", "bandit"], { type: "string", default: "fixed", ...reserved }),
    goal: Type.Optional(
      Type.String({
        maxLength: 200,
        title: "Goal that counts",
        description: "The name of the goal that the variants are compared by. Empty: any goal.",
      }),
    ),
    /** The id of the variant that everyone gets from now on. */
    winner: Type.Optional(Type.String({ maxLength: 200, ...reserved })),
  }),
  ports: ({ variants }) =>
    variants.map((variant) => ({
      id: `variant:${variant.id}`,
      kind: "next" as const,
      label: variant.label,
    })),
  summary: ({ variants, winner }) =>
    variants.find((it) => it.id === winner)?.label ??
    variants.map((variant) => `${variant.label} ${variant.weight}`).join(" · "),
  waits: () => false,
  counts: "variants",
  initial: {
    variants: [
      { id: "a", label: "A", weight: 50 },
      { id: "b", label: "B", weight: 50 },
    ],
    sticky: true,
    mode: "fixed",
  },
  example: {
    variants: [
      { id: "a", label: "Friendly", weight: 50 },
      { id: "b", label: "Short", weight: 50 },
    ],
    sticky: true,
    mode: "fixed",
    goal: "purchase",
  },
});
