import type { Condition } from "@chatloom/flows-schema";
import { Invalid } from "../../context/errors.ts";

/** A segment knows only the contact: no variables, and nothing that a template fills in. */
export function refuseTemplates({ groups }: Condition): void {
  for (const { left, right = "" } of groups.flatMap((it) => it.rules)) {
    if (left.includes("{{") || right.includes("{{")) {
      refuseCondition("Conditions about contacts hold fixed values, no {{ variables }}");
    }
    if (!left.trim().startsWith("contact.")) {
      refuseCondition(`"${left.slice(0, 60)}" is no field of a contact, such as contact.city`);
    }
  }
}

/** Refuses a condition about contacts with a message. */
export function refuseCondition(message: string): never {
  throw new Invalid("segment.condition-invalid", message, [{ at: "/condition", message }]);
}
