import Type from "typebox";
import { Fields, Items, OneOf, ShortTemplate, VariableName } from "../fields.ts";
import { defineNodeType, error, next } from "../node-type.ts";

/** Writes variables of the run, the contact or the workspace. */
export const setVariable = defineNodeType({
  type: "setVariable",
  group: "logic",
  title: "Set variable",
  description: "Keeps or computes a value for later.",
  icon: "variable",
  data: Fields({
    assignments: Items(
      Fields({
        variable: VariableName({ title: "Variable", filled: true }),
        operation: OneOf(["set", "add", "subtract", "append", "clear"], {
          title: "Do",
          default: "set",
        }),
        value: Type.Optional(ShortTemplate({ title: "Value" })),
        as: OneOf(["string", "number", "boolean", "date", "list", "object"], {
          title: "As",
          default: "string",
        }),
      }),
      { title: "Variables", filled: true, maxItems: 20 },
    ),
  }),
  ports: () => [next, error],
  summary: ({ assignments }) =>
    assignments.map((it) => `${it.variable} = ${it.value ?? ""}`).join(", "),
  waits: () => false,
  initial: { assignments: [{ variable: "", operation: "set", value: "", as: "string" }] },
  example: { assignments: [{ variable: "score", operation: "add", value: "10", as: "number" }] },
});
