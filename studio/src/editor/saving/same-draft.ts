import { type Flow, sameJson } from "@chatloom/flows-schema";

/** Whether two drafts are the same, whatever their names: renaming does not touch the draft. */
export function sameDraft(one: Flow, other: Flow): boolean {
  return sameJson({ ...one, name: "" }, { ...other, name: "" });
}
