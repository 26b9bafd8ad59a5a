import { choiceLabelName } from "@chatloom/flows-schema";
import type { Visit } from "./behaviour.ts";
import type { TappableOption } from "./choose-option.ts";
import type { JsonObject } from "./input.ts";

/**
 * Saves a chosen option: its untranslated label, so that conditions and other systems see the same value in every language, and
 * beside it the label that the contact saw.
 */
export function saveChoice(
  visit: Pick<Visit, "render">,
  saveTo: string,
  { label, original }: TappableOption,
): JsonObject {
  if (saveTo === "") {
    return {};
  }
  return { [saveTo]: visit.render(original), [choiceLabelName(saveTo)]: visit.render(label) };
}
