import { Fields, OneOf, ShortTemplate } from "../fields.ts";
import { defineNodeType, next } from "../node-type.ts";

/** Starts the flow when something about the contact changes. */
export const triggerContact = defineNodeType({
  type: "trigger.contact",
  group: "triggers",
  title: "Contact changed",
  description: "Starts when a tag is added, a field changes or a segment is entered.",
  icon: "user-edit",
  data: Fields({
    change: OneOf(["tagAdded", "tagRemoved", "fieldChanged", "segmentEntered"], {
      title: "Change",
      default: "tagAdded",
    }),
    name: ShortTemplate({ title: "Tag, field or segment", filled: true }),
  }),
  ports: () => [next],
  summary: ({ name }) => name,
  waits: () => false,
  initial: { change: "tagAdded", name: "" },
  example: { change: "tagAdded", name: "vip" },
});
