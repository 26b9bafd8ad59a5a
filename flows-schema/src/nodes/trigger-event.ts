import { Fields, ShortTemplate } from "../fields.ts";
import { defineNodeType, next } from "../node-type.ts";

/** Starts the flow when another system reports a named event through the API. */
export const triggerEvent = defineNodeType({
  type: "trigger.event",
  group: "triggers",
  title: "Event from another system",
  description: "Starts when your shop or CRM reports an event through the API.",
  icon: "webhook",
  data: Fields({ event: ShortTemplate({ title: "Event name", filled: true }) }),
  ports: () => [next],
  summary: ({ event }) => event,
  waits: () => false,
  initial: { event: "" },
  example: { event: "order.shipped" },
});
