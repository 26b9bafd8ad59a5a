import { withoutReasoningSoFar } from "../ai/without-reasoning.ts";
import { withoutMarks } from "./ground-answer.ts";
import { onlyAllowedLinks, withoutOpenLink } from "./only-allowed-links.ts";

/** The rules that change an answer's text before anyone sees it. */
export interface ShownRules {
  /** The text is the `reply` of a JSON object. */
  readonly inForm: boolean;
  /** The sites that links may lead to; all where none are named. */
  readonly sites: readonly string[];
  /** How many passages of the knowledge the model was given. */
  readonly passages: number;
}

/** The beginning of a mark of a passage, or of a tag. */
const openMark = /\s*(?:[[【][\s\d,;]*|<[^>\s]{0,20})$/;

/** Gives as much of an unfinished answer as may be shown. What may still turn into a link, a mark or a tag is left out. */
export function shownPart(text: string, { inForm, sites, passages }: ShownRules): string {
  const said = withoutReasoningSoFar(text);
  const safe = withoutOpenLink(inForm ? replyIn(said) : said).replace(openMark, "");
  return withoutMarks(onlyAllowedLinks(safe, sites), passages).trim();
}

const replyStart = /"reply"\s*:\s*"((?:[^"\\]|\\[\s\S])*)/;

/** Reads the reply of a JSON object that may end anywhere. */
function replyIn(text: string): string {
  const written = replyStart.exec(text)?.[1] ?? "";
  try {
    return JSON.parse(`"${written.replace(/\\(?:u[\da-f]{0,3})?$/i, "")}"`);
  } catch {
    return "";
  }
}
