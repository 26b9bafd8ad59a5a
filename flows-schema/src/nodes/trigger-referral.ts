import { ChannelTypes, Fields, OneOf, ShortTemplate } from "../fields.ts";
import { defineNodeType, next } from "../node-type.ts";

/** Starts the flow when someone comes through a link, a QR code or an advertisement. */
export const triggerReferral = defineNodeType({
  type: "trigger.referral",
  group: "triggers",
  title: "Link, QR code or ad",
  description: "Starts when someone opens the chat through a ref link, QR code or ad.",
  icon: "qrcode",
  data: Fields({
    ref: ShortTemplate({
      title: "Reference",
      description:
        "Of the link or ad. Instagram also has comment:POST, story_reply:STORY and story_mention.",
      filled: { when: "match", is: ["exact", "startsWith"] },
    }),
    match: OneOf(["exact", "startsWith", "any"], { title: "Match", default: "exact" }),
    channels: ChannelTypes({ title: "Only on these channels" }),
  }),
  ports: () => [next],
  summary: ({ ref, match }) => (match === "any" ? "" : ref),
  waits: () => false,
  initial: { ref: "", match: "exact", channels: [] },
  example: { ref: "spring-sale", match: "exact", channels: [] },
});
