import { type Flow, sameJson } from "@chatloom/flows-schema";

/** Compares two drafts without their names, because renaming does not change the draft. */
export function sameDraft(one: Flow, other: Flow): boolean {
  return sameJson({ ...one, name: "" }, { ...other, name: "" });
}
