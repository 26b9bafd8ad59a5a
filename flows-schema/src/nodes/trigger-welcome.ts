import { ChannelTypes, Fields } from "../fields.ts";
import { defineNodeType, next } from "../node-type.ts";

/** Starts the flow at the first contact: a first message, Get Started, /start, a follow. */
export const triggerWelcome = defineNodeType({
  type: "trigger.welcome",
  group: "triggers",
  title: "Welcome",
  description: "Starts when someone contacts you for the first time.",
  icon: "hand-stop",
  data: Fields({ channels: ChannelTypes({ title: "Only on these channels" }) }),
  ports: () => [next],
  summary: ({ channels }) => channels.join(", "),
  waits: () => false,
  initial: { channels: [] },
  example: { channels: [] },
});
