import Type from "typebox";
import { Duration, Fields, ShortTemplate, Switch, Template } from "../fields.ts";
import { defineNodeType, error, type Port } from "../node-type.ts";

const there: Port = { id: "there", kind: "next", label: "Goes on there" };
const expired: Port = { id: "expired", kind: "timeout", label: "Link not opened" };

/** Moves the conversation to another channel: by a link that the contact opens, or by writing there at once. */
export const switchChannel = defineNodeType({
  type: "switchChannel",
  group: "actions",
  title: "Go on in another channel",
  description: "Sends a link, and goes on in the channel that it opens.",
  icon: "arrows-exchange",
  data: Fields({
    channelId: Type.String({ maxLength: 64, widget: "channel", title: "Channel", filled: true }),
    text: Template({ title: "Text above the button", filled: true, limit: "text" }),
    button: ShortTemplate({ title: "Button", filled: true, limit: "buttonLabel" }),
    expiry: Duration({ title: "The link is valid for", delays: "expired" }),
    writeFirst: Switch({
      title: "Write there at once if possible",
      description: "No link is sent to contacts whom the channel can reach already.",
    }),
  }),
  ports: () => [there, expired, error],
  summary: ({ text }) => text,
  waits: () => true,
  switchesTo: ({ channelId }) => channelId,
  initial: {
    channelId: "",
    text: "",
    button: "",
    expiry: { amount: 1, unit: "days" },
    writeFirst: true,
  },
  example: {
    channelId: "65a1b2c3d4e5f60718293a4b",
    text: "Let us go on where you can send us pictures.",
    button: "Open the chat",
    expiry: { amount: 1, unit: "days" },
    writeFirst: true,
  },
});
