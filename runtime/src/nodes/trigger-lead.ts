import type { Behaviour } from "../behaviour.ts";

/** Starts a run after the form of a lead ad was filled in; `event.answers` has the answers. A form of its own comes before every form. */
export const triggerLead: Behaviour<"trigger.lead"> = {
  enter: () => ({ then: { do: "leave", port: "next" } }),
  starts: ({ form }, input) => {
    if (input.type !== "event" || input.name !== "lead") {
      return undefined;
    }
    const wanted = form.trim();
    if (wanted === "") {
      return { stage: "named", within: 1 };
    }
    return wanted === input.properties.formId ? { stage: "named", within: 0 } : undefined;
  },
};
