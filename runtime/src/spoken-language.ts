import type { Visit } from "./behaviour.ts";

/** Finds the language tag that a node's texts are in for this contact: theirs where the node is translated, else the flow's. */
export function spokenLanguage({
  data,
  original,
  locale,
  settings,
}: Pick<Visit, "data" | "original" | "locale" | "settings">): string {
  return data === original ? settings.language : locale;
}
