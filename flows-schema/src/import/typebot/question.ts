import type { LogLine } from "../import-log.ts";
import type { Source } from "../source.ts";
import type { GroupWalk } from "./group-walk.ts";

/** Words with which the source asks for an answer where its author wrote nothing. */
const usualHint = /^type (?:your|a|an)\b|<[a-z]|^$/i;

/** Adds a question with the text of the bubble before it; without one, with its own hint or a usual text. */
export function addQuestion(
  walk: GroupWalk,
  line: LogLine,
  fallback: string,
  hint: string,
  add: (text: string) => string,
): string {
  const question = walk.takeQuestion();
  const text = question?.text || (usualHint.test(hint.trim()) ? fallback : hint);
  const node = add(text);
  question?.line.at(node);
  if (!question) {
    walk.bot.draft.speechless({ node, line, text, takesFirst: true });
  }
  return node;
}

/** The variable that keeps the answer; a new one where the source has none. */
export function saveTo(options: Source, walk: GroupWalk, line: LogLine): string {
  const name = walk.bot.variable(options.text("variableId"));
  if (name !== undefined) {
    return name;
  }
  const fresh = walk.bot.draft.names.fresh("answer");
  line.remark("answerName", { name: fresh });
  return fresh;
}
