import type { Abilities } from "./abilities.ts";
import type { TextUnit } from "./measure-text.ts";

/** Tells in what a channel counts labels, titles and descriptions. */
export function labelUnitOf({ labelUnit, text }: Pick<Abilities, "labelUnit" | "text">): TextUnit {
  return labelUnit ?? text.unit;
}
