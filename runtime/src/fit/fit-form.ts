import type { Abilities, ContentOf, MessageContent } from "@chatloom/flows-schema";
import { fitButtons } from "./fit-buttons.ts";
import { below, plainTexts } from "./offer-options.ts";

/** Fits a form of the platform. Where the channel has none, a button opens its page, or the text stands alone. */
export function fitForm(
  content: ContentOf<"form">,
  abilities: Abilities,
  firstNumber: number,
): readonly MessageContent[] {
  const { text, button, pageUrl: url } = content;
  const native = abilities.forms
    ? below(text, abilities.buttons?.text ?? abilities.text.max, abilities, (last) => ({
        ...content,
        text: last,
      }))
    : undefined;
  if (native) {
    return native;
  }
  if (url === undefined) {
    return plainTexts(text, abilities);
  }
  const buttons = [{ type: "url" as const, label: button, url }];
  return fitButtons({ kind: "buttons", text, buttons }, abilities, firstNumber);
}
