import { ChannelTypes, Fields, Items, OneOf, ShortTemplate, Switch } from "../fields.ts";
import { defineNodeType, next } from "../node-type.ts";

/** Starts the flow when the contact writes one of some words. */
export const triggerKeyword = defineNodeType({
  type: "trigger.keyword",
  group: "triggers",
  title: "Keyword",
  description: "Starts when a contact writes certain words.",
  icon: "message-search",
  data: Fields({
    keywords: Items(ShortTemplate({ filled: true }), {
      title: "Keywords",
      filled: true,
      maxItems: 50,
      widget: "tags",
      regex: { when: "match", is: ["regex"] },
    }),
    match: OneOf(["exact", "contains", "containsPart", "startsWith", "regex"], {
      title: "Match",
      default: "exact",
    }),
    channels: ChannelTypes({ title: "Only on these channels" }),
    interrupts: Switch({
      title: "May interrupt a running flow",
      description: "Otherwise it is not heard while the contact is in a flow.",
      default: false,
    }),
  }),
  ports: () => [next],
  summary: ({ keywords }) => keywords.join(", "),
  waits: () => false,
  startingWords: ({ keywords, match, channels, interrupts }) => ({
    words: keywords,
    match,
    channels,
    interrupts,
  }),
  fills: "start",
  initial: { keywords: [], match: "exact", channels: [], interrupts: false },
  example: { keywords: ["price", "prices"], match: "contains", channels: [], interrupts: false },
});
