import Type from "typebox";
import { Fields, OneOf } from "../fields.ts";
import { defineNodeType, next } from "../node-type.ts";

/** Makes a member responsible for the conversation without handing it over. */
export const assign = defineNodeType({
  type: "assign",
  group: "actions",
  title: "Assign",
  description: "Makes a member responsible for the conversation.",
  icon: "user-share",
  data: Fields({
    to: OneOf(["member", "roundRobin", "nobody"], { title: "Assign to", default: "roundRobin" }),
    memberId: Type.Optional(
      Type.String({
        maxLength: 64,
        widget: "member",
        title: "Member",
        filled: { when: "to", is: ["member"] },
      }),
    ),
  }),
  ports: () => [next],
  summary: ({ to }) => to,
  saysChoices: true,
  waits: () => false,
  initial: { to: "roundRobin" },
  example: { to: "roundRobin" },
});
