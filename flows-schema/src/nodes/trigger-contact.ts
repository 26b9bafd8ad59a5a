import { changedThing } from "../changed-thing.ts";
import { ChangedName, Fields, OneOf } from "../fields.ts";
import { defineNodeType, next } from "../node-type.ts";

/** Starts the flow when something about the contact changes. */
export const triggerContact = defineNodeType({
  type: "trigger.contact",
  group: "triggers",
  title: "Contact changed",
  description: "Starts when a tag or field changes, or when a segment is entered or left.",
  icon: "user-edit",
  data: Fields({
    change: OneOf(["tagAdded", "tagRemoved", "fieldChanged", "segmentEntered", "segmentLeft"], {
      title: "Change",
      default: "tagAdded",
      widget: "contactChange",
    }),
    name: ChangedName({
      title: "Tag, field or segment",
      description:
        "Entries and exits are noticed within a minute or so. Contacts who are in the segment when the flow is published, or come in because its condition is edited, start nothing: send them a broadcast that starts the flow.",
      filled: true,
    }),
  }),
  ports: () => [next],
  // The id of a segment says nothing to people.
  summary: ({ change, name }) => (changedThing(change) === "segment" ? "" : name),
  waits: () => false,
  initial: { change: "tagAdded", name: "" },
  example: { change: "tagAdded", name: "vip" },
});
