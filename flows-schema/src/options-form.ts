import type { Abilities } from "./abilities.ts";

/** The way a channel shows answers to tap. */
export type OptionsForm = "quickReplies" | "buttons" | "list" | "numbered";

/** How a channel shows so many answers to tap: the richest form that holds them all, at worst numbered text. */
export function optionsForm(abilities: Abilities, count: number): OptionsForm {
  if (abilities.quickReplies && count <= abilities.quickReplies.max) {
    return "quickReplies";
  }
  if (abilities.buttons && count <= abilities.buttons.max) {
    return "buttons";
  }
  if (abilities.list && count <= abilities.list.rows) {
    return "list";
  }
  return "numbered";
}
