import { type NodeData, readOnlyContactFields } from "@chatloom/flows-schema";
import type { Behaviour, Visit } from "../behaviour.ts";
import { contactProblem } from "../contact-problem.ts";
import type { ContactChange } from "../effect.ts";

/** Changes the contact's record. */
export const contact: Behaviour<"contact"> = {
  enter: (visit) => {
    const changes = visit.data.changes.flatMap((change) => fill(visit, change));
    const problem = contactProblem(visit.context.contact, changes);
    if (problem !== undefined) {
      return { then: { do: "fail", code: "contact.not-changeable", message: problem } };
    }
    return {
      effects: changes.length === 0 ? [] : [{ type: "updateContact", changes }],
      then: { do: "leave", port: "next" },
    };
  },
  optsOut: ({ changes }) => changes.some(({ action }) => action === "optOut"),
};

const readOnly = new Set([...readOnlyContactFields, "__proto__"]);

function fill(
  visit: Visit<"contact">,
  { action, name: template, value, wording = "" }: NodeData<"contact">["changes"][number],
): ContactChange[] {
  if (action === "optIn" || action === "optOut") {
    const shown = visit.render(wording).trim();
    return [shown === "" ? { action } : { action, wording: shown }];
  }
  const name = visit.render(template).trim();
  if (name === "") {
    return [];
  }
  if (action === "addTag" || action === "removeTag") {
    return [{ action, name }];
  }
  if (readOnly.has(name)) {
    return [];
  }
  return action === "clearField"
    ? [{ action, name }]
    : [{ action, name, value: visit.evaluate(value) }];
}
