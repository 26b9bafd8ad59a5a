import type { FlowNode, NodeOf } from "@chatloom/flows-schema";
import { type CompiledPattern, compilePattern } from "./compile-pattern.ts";
import { foldAccents, foldText } from "./fold-text.ts";

/** One keyword of a trigger, ready to compare. */
export interface KeywordRule {
  readonly node: FlowNode;
  readonly match: NodeOf<"trigger.keyword">["data"]["match"];
  readonly interrupts: boolean;
  readonly channels: readonly string[];
  readonly folded: string;
  readonly bare: string;
  readonly pattern: CompiledPattern;
}

/** A text in the forms that keywords are compared with; folded once for all of them. */
export interface FoldedText {
  readonly raw: string;
  readonly folded: string;
  readonly bare: string;
}

/** Folds what the contact wrote. */
export function foldInput(raw: string): FoldedText {
  const folded = foldText(raw.slice(0, 2_000));
  return { raw, folded, bare: foldAccents(folded) };
}

/** The rules of one keyword trigger; empty keywords match nothing. */
export function keywordRules(node: NodeOf<"trigger.keyword">): KeywordRule[] {
  const { keywords, match, channels, interrupts } = node.data;
  return keywords
    .map((keyword): KeywordRule => {
      const folded = foldText(keyword);
      const pattern = match === "regex" ? compilePattern(keyword) : undefined;
      return { node, match, interrupts, channels, folded, bare: foldAccents(folded), pattern };
    })
    .filter((rule) => rule.folded !== "");
}

const ranks = { exact: 0, startsWith: 2, contains: 4, regex: 6 } as const;

/**
 * How closely a keyword fits, smaller is closer, undefined not at all. By kind of match; within a
 * kind those that fit letter by letter come before those that fit without accents.
 */
export function keywordRank(rule: KeywordRule, text: FoldedText): number | undefined {
  const rank = ranks[rule.match];
  if (rule.match === "regex") return rule.pattern?.test(text.raw) ? rank : undefined;
  if (fits(rule.match, text.folded, rule.folded)) return rank;
  return fits(rule.match, text.bare, rule.bare) ? rank + 1 : undefined;
}

function fits(
  match: Exclude<KeywordRule["match"], "regex">,
  text: string,
  keyword: string,
): boolean {
  if (match === "exact") return text === keyword;
  return match === "startsWith" ? text.startsWith(keyword) : text.includes(keyword);
}
