import Type from "typebox";
import { ChannelTypes, Fields, OneOf } from "../fields.ts";
import { defineNodeType, next } from "../node-type.ts";

/** Starts the flow when nothing else answers: the default reply. */
export const triggerAny = defineNodeType({
  type: "trigger.any",
  group: "triggers",
  title: "Default reply",
  description: "Starts when no other trigger answers a message.",
  icon: "message-2-question",
  data: Fields({
    kinds: Type.Array(
      OneOf(["text", "image", "video", "audio", "file", "location", "sticker", "contacts"]),
      {
        title: "Only for these kinds of message",
        widget: "choices",
        uniqueItems: true,
      },
    ),
    channels: ChannelTypes({ title: "Only on these channels" }),
  }),
  ports: () => [next],
  summary: ({ kinds }) => kinds.join(", "),
  saysChoices: true,
  waits: () => false,
  initial: { kinds: [], channels: [] },
  example: { kinds: ["text"], channels: [] },
});
