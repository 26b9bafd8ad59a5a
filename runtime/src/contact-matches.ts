import type { Condition } from "@chatloom/flows-schema";
import { conditionHolds } from "./condition-holds.ts";
import { contactWorld } from "./contact-world.ts";
import type { ContactView, SegmentWorld } from "./context.ts";

/** Tells whether a condition about a contact alone holds: of a segment, or of a filter over contacts. `now` in epoch milliseconds. */
export function contactMatches(
  contact: ContactView,
  condition: Condition,
  segments: SegmentWorld,
  now: number,
): boolean {
  return conditionHolds(contactWorld(contact, segments, now), condition);
}
