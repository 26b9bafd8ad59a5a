import {
  addLanguage,
  applyTranslations,
  removeLanguage,
  type TranslationChange,
} from "@chatloom/flows-schema";
import type { Command } from "../state/command.ts";

type Change = Pick<TranslationChange, "language" | "key" | "after">;

/** Writes translations as one step that can be undone; with `merge`, together with the like before it. */
export function translate(changes: readonly Change[], merge?: string): Command {
  return { name: "translate", merge, apply: (flow) => applyTranslations(flow, changes) };
}

/** Adds a language to the flow. */
export function withLanguage(language: string): Command {
  return { name: "translate", apply: (flow) => addLanguage(flow, language) };
}

/** Removes a language with its texts. */
export function withoutLanguage(language: string): Command {
  return { name: "translate", apply: (flow) => removeLanguage(flow, language) };
}
