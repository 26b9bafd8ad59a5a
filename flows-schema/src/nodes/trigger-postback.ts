import { ChannelTypes, Fields, ShortTemplate } from "../fields.ts";
import { defineNodeType, next } from "../node-type.ts";

/** Starts the flow when a menu item or another platform-side button with this payload is tapped. */
export const triggerPostback = defineNodeType({
  type: "trigger.postback",
  group: "triggers",
  title: "Menu item",
  description: "Starts when a menu item or ice breaker is tapped.",
  icon: "menu-2",
  data: Fields({
    payload: ShortTemplate({ title: "Payload", filled: true }),
    channels: ChannelTypes({ title: "Only on these channels" }),
  }),
  ports: () => [next],
  summary: ({ payload }) => payload,
  waits: () => false,
  initial: { payload: "", channels: [] },
  example: { payload: "MENU_HOURS", channels: [] },
});
