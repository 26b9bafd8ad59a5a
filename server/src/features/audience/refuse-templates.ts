import { type Condition, contactListNamed } from "@chatloom/flows-schema";
import { Invalid } from "../../context/errors.ts";

/** A segment knows only the contact: no variables, and nothing that a template fills in. */
export function refuseTemplates({ groups }: Condition): void {
  for (const { left, operator, right = "" } of groups.flatMap((it) => it.rules)) {
    if (left.includes("{{") || right.includes("{{")) {
      refuseCondition("Conditions about contacts hold fixed values, no {{ variables }}");
    }
    if (!left.trim().startsWith("contact.")) {
      refuseCondition(`"${left.slice(0, 60)}" is no field of a contact, such as contact.city`);
    }
    const isMembership = operator === "contains" || operator === "notContains";
    if (contactListNamed(left) && !isMembership) {
      refuseCondition(`"${left.trim()}" needs the operator "contains" or "notContains"`);
    }
  }
}

/** Refuses a condition about contacts with a message. */
export function refuseCondition(message: string): never {
  throw new Invalid("segment.condition-invalid", message, [{ at: "/condition", message }]);
}
