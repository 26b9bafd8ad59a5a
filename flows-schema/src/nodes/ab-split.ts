import Type from "typebox";
import { Fields, Items, Label, OneOf, PartId, reserved, Whole } from "../fields.ts";
import { defineNodeType } from "../node-type.ts";

/** The part of the contacts, in percent, on whom a test that learns is measured, where the step does not say another. */
export const usualHoldout = 10;

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
    mode: OneOf(["fixed", "bandit"], { title: "Who gets how many", default: "fixed" }),
    holdout: Type.Optional(
      Whole(1, 90, {
        title: "Holdout in percent",
        description:
          "These contacts are divided by the shares above all the time: the report compares the variants with them.",
        shown: { when: "mode", is: ["bandit"] },
      }),
    ),
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
