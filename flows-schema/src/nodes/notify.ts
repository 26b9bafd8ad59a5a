import { Fields, OneOf, ShortTemplate, Template } from "../fields.ts";
import { defineNodeType, next } from "../node-type.ts";

/** Tells members, a mailbox or a webhook that something happened. */
export const notify = defineNodeType({
  type: "notify",
  group: "actions",
  title: "Notify the team",
  description: "Tells agents, a mailbox or a webhook.",
  icon: "bell-ringing",
  data: Fields({
    to: OneOf(["agents", "email", "webhook"], { title: "Tell", default: "agents" }),
    address: ShortTemplate({
      title: "E-mail or web address",
      filled: { when: "to", is: ["email", "webhook"] },
    }),
    text: Template({ title: "Text", filled: true }),
  }),
  ports: () => [next],
  summary: ({ text }) => text,
  waits: () => false,
  initial: { to: "agents", address: "", text: "" },
  example: { to: "agents", address: "", text: "New lead: {{ contact.name }}" },
});
