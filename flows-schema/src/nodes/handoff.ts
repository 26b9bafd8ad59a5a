import Type from "typebox";
import { Duration, Fields, OneOf, reserved, Template } from "../fields.ts";
import { defineNodeType, error, next, timeout } from "../node-type.ts";

/** Hands the conversation to people; goes on when they hand it back. */
export const handoff = defineNodeType({
  type: "handoff",
  group: "people",
  title: "Live chat",
  description: "Hands the conversation to your team and waits until they hand it back.",
  icon: "headset",
  data: Fields({
    text: Type.Optional(Template({ title: "Tell the contact", limit: "text" })),
    note: Type.Optional(Template({ title: "Note for the agents" })),
    assignTo: OneOf(["anyone", "member", "roundRobin"], { title: "Who", default: "anyone" }),
    memberId: Type.Optional(
      Type.String({
        maxLength: 64,
        widget: "member",
        title: "Member",
        filled: { when: "assignTo", is: ["member"] },
      }),
    ),
    desk: Type.Optional(Type.String({ maxLength: 64, ...reserved })),
    timeout: Type.Optional(Duration({ title: "If nobody answers within", delays: "timeout" })),
  }),
  ports: () => [{ ...next, label: "Handed back" }, timeout, error],
  summary: ({ text }) => text ?? "",
  waits: () => true,
  initial: { assignTo: "anyone" },
  example: {
    text: "I am connecting you with a colleague.",
    assignTo: "anyone",
    timeout: { amount: 10, unit: "minutes" },
  },
});
