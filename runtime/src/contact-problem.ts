import { contactLimits, measureText } from "@chatloom/flows-schema";
import type { ContactView } from "./context.ts";
import type { ContactChange } from "./effect.ts";
import { nameProblem } from "./name-problem.ts";
import { applyContactChanges } from "./shell/apply-contact-changes.ts";

const { fields: mostFields, tags: mostTags, nameCharacters, valueBytes } = contactLimits;

/** Returns why a contact cannot be changed so, in words for members; undefined if it can. A contact above a limit may shrink. */
export function contactProblem(
  before: ContactView,
  changes: readonly ContactChange[],
): string | undefined {
  for (const change of changes) {
    const problem = changeProblem(change);
    if (problem !== undefined) {
      return problem;
    }
  }
  const mayExceed =
    Object.keys(before.fields).length + changes.length > mostFields ||
    before.tags.length + changes.length > mostTags;
  if (!mayExceed) {
    return undefined;
  }
  const { contact } = applyContactChanges(before, changes);
  const fields = Object.keys(contact.fields).length;
  if (fields > mostFields && fields > Object.keys(before.fields).length) {
    return `A contact has at most ${mostFields} fields; this one would have ${fields}`;
  }
  const tags = contact.tags.length;
  if (tags > mostTags && tags > before.tags.length) {
    return `A contact has at most ${mostTags} tags; this one would have ${tags}`;
  }
  return undefined;
}

function changeProblem(change: ContactChange): string | undefined {
  switch (change.action) {
    case "addTag":
      return change.name.length > nameCharacters
        ? `The tag "${shortened(change.name)}" is longer than ${nameCharacters} characters`
        : undefined;
    case "setField": {
      const { name, value } = change;
      const problem = nameProblem(name, nameCharacters);
      if (problem !== undefined) {
        return `The field name "${shortened(name)}" ${problem}`;
      }
      if (measureText(JSON.stringify(value), "bytes") > valueBytes) {
        return `The field "${name}" has more than ${valueBytes} bytes as JSON`;
      }
      return undefined;
    }
    default:
      return undefined;
  }
}

function shortened(name: string): string {
  return name.slice(0, nameCharacters).replaceAll("\0", "");
}
