import { cutText } from "../cut-text.ts";
import type { ViberSettings } from "./settings.ts";

/** Longest name that Viber shows. */
export const longestName = 28;

/** Who writes: Viber wants a name with each message. */
export function sender({ senderName }: ViberSettings): { readonly name: string } {
  return { name: cutText(senderName || "Bot", longestName) };
}
