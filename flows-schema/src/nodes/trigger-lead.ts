import { Fields, ShortTemplate } from "../fields.ts";
import { defineNodeType, next } from "../node-type.ts";

/** Starts the flow when someone fills in the form of a lead ad. */
export const triggerLead = defineNodeType({
  type: "trigger.lead",
  group: "triggers",
  title: "Form of a lead ad",
  description:
    "Starts when a contact fills in the form of a Facebook lead ad and has a conversation already.",
  icon: "user-plus",
  data: Fields({
    form: ShortTemplate({ title: "Form ID", description: "Empty: every form." }),
  }),
  ports: () => [next],
  summary: ({ form }) => form,
  waits: () => false,
  initial: { form: "" },
  example: { form: "240001234567890" },
});
