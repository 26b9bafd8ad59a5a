import { compilePattern } from "./compile-pattern.ts";
import type { ConditionWorld } from "./condition-world.ts";
import { contactValue } from "./contact-fact.ts";
import type { ContactView, SegmentWorld } from "./context.ts";
import { readPath, splitPath } from "./read-path.ts";

/** Makes the values that a condition about a contact alone reads. `depth` counts nested segments. */
export function contactWorld(
  contact: ContactView,
  segments: SegmentWorld,
  now: number,
  depth = 0,
): ConditionWorld {
  const { timeZone } = segments;
  return {
    context: { now, contact, segments },
    depth,
    evaluate: (text) => text,
    lookUp: (path) => valueIn(contact, splitPath(path)),
    notation: () => ({ timeZone, language: "en" }),
    matches: (pattern, text) => compilePattern(pattern)?.test(text),
  };
}

function valueIn(contact: ContactView, [root, name, ...rest]: readonly string[]) {
  if (root !== "contact" || name === undefined) {
    return undefined;
  }
  return readPath(contactValue(contact, name), rest);
}
