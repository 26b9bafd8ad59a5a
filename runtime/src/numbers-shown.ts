import type { MessageContent } from "@chatloom/flows-schema";
import type { EffectBody } from "./effect.ts";

/** Tells whether messages show their choices as numbers to type: none of them has an option to tap. */
export function numbersShown(effects: readonly EffectBody[]): boolean {
  return !effects.some((effect) => effect.type === "send" && isTappable(effect.content));
}

function isTappable(content: MessageContent): boolean {
  if ("replies" in content && (content.replies?.length ?? 0) > 0) {
    return true;
  }
  if (content.kind === "list") {
    return true;
  }
  const buttons =
    content.kind === "buttons"
      ? content.buttons
      : content.kind === "cards"
        ? content.cards.flatMap((card) => card.buttons)
        : [];
  return buttons.some((button) => button.type === "postback");
}
