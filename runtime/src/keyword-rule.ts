import {
  type FlowNode,
  foldAccents,
  foldKeyword,
  foldSigns,
  foldText,
  foldWords,
  type KeywordMatch,
  nodeTypeOf,
} from "@chatloom/flows-schema";
import { type CompiledPattern, compilePattern } from "./compile-pattern.ts";
import { containsWords } from "./contains-words.ts";

/** One keyword of a trigger, ready to compare. */
export interface KeywordRule {
  readonly node: FlowNode;
  readonly match: KeywordMatch;
  readonly interrupts: boolean;
  /** It opts the contact out, so it also works while people have the conversation. */
  readonly optsOut: boolean;
  readonly channels: readonly string[];
  /** The keyword as `foldKeyword` gives it, the same as in the checks. */
  readonly folded: string;
  readonly bare: string;
  /** It contains punctuation ("/start"), so the punctuation of the text counts too. */
  readonly signs: boolean;
  readonly pattern: CompiledPattern;
}

/** A text in the forms that keywords are compared with, folded once. */
export interface FoldedText {
  readonly raw: string;
  readonly folded: string;
  readonly words: Forms;
  readonly signs: Forms;
}

interface Forms {
  readonly exact: string;
  readonly bare: string;
}

/** Folds what the contact wrote. */
export function foldInput(raw: string): FoldedText {
  const folded = foldText(raw.slice(0, 2_000));
  return {
    raw,
    folded,
    words: forms(foldWords(folded)),
    signs: forms(foldSigns(folded) || folded),
  };
}

/** Folds the keywords of one trigger, if it has any. An empty keyword matches nothing. */
export function keywordRules(node: FlowNode, optsOut: () => boolean): KeywordRule[] {
  const starting = nodeTypeOf(node).startingWords?.(node.data);
  if (!starting) {
    return [];
  }
  const { words, match, channels, interrupts } = starting;
  const stops = optsOut();
  return words
    .map((keyword): KeywordRule => {
      const folded = foldKeyword(keyword);
      const pattern = match === "regex" ? compilePattern(keyword) : undefined;
      const signs = folded !== foldWords(folded);
      const bare = foldAccents(folded);
      return { node, match, interrupts, optsOut: stops, channels, folded, bare, signs, pattern };
    })
    .filter((rule) => rule.folded !== "");
}

const ranks = { exact: 0, startsWith: 2, contains: 4, containsPart: 6, regex: 8 } as const;

/**
 * Ranks how closely a keyword fits a text: smaller is closer, undefined is no match. Within a kind of match, an exact fit
 * comes before one without accents.
 */
export function keywordRank(rule: KeywordRule, text: FoldedText): number | undefined {
  const rank = ranks[rule.match];
  if (rule.match === "regex") {
    return rule.pattern?.test(text.raw) ? rank : undefined;
  }
  const { exact, bare } = rule.signs ? text.signs : text.words;
  if (fits[rule.match](exact, rule.folded)) {
    return rank;
  }
  return fits[rule.match](bare, rule.bare) ? rank + 1 : undefined;
}

const fits: Readonly<
  Record<Exclude<KeywordMatch, "regex">, (text: string, keyword: string) => boolean>
> = {
  exact: (text, keyword) => text === keyword,
  startsWith: (text, keyword) => text.startsWith(keyword),
  contains: containsWords,
  containsPart: (text, keyword) => text.includes(keyword),
};

function forms(exact: string): Forms {
  return { exact, bare: foldAccents(exact) };
}
