import type { FlowNode } from "@chatloom/flows-schema";
import type { StartRank } from "./behaviour.ts";
import type { Context } from "./context.ts";
import type { Input } from "./input.ts";
import { type FoldedText, foldInput, type KeywordRule, keywordRank } from "./keyword-rule.ts";
import { spokenText } from "./message-view.ts";
import { behaviourOf } from "./nodes/behaviour-of.ts";
import type { Program } from "./program.ts";
import { isRouteToken } from "./route-token.ts";

/** A trigger that answers an input. */
export interface TriggerMatch {
  readonly program: Program;
  readonly node: FlowNode;
}

type CheckContext = Pick<Context, "channel" | "firstContact">;

/**
 * Finds the keyword trigger that may interrupt the current run, if the contact's text matches one.
 */
export function matchInterrupt(
  programs: readonly Program[],
  input: Input,
  context: CheckContext,
): TriggerMatch | undefined {
  if (!programs.some(({ keywords }) => keywords.some((rule) => rule.interrupts))) {
    return undefined;
  }
  return matchKeyword(programs, foldInput(keywordText(input)), context, (it) => it.interrupts)
    ?.match;
}

/** Finds the keyword trigger that opts the contact out, if their text matches one. */
export function matchStopWord(
  programs: readonly Program[],
  input: Input,
  context: CheckContext,
): TriggerMatch | undefined {
  return matchKeyword(programs, foldInput(keywordText(input)), context, (it) => it.optsOut)?.match;
}

/** The keyword trigger of some flows that the contact's words match best. */
export function matchKeywordOf(
  programs: readonly Program[],
  input: Input,
  context: CheckContext,
): TriggerMatch | undefined {
  return matchKeyword(programs, foldInput(keywordText(input)), context)?.match;
}

/** Returns the text to compare. The payload of a menu item without a label can be a keyword, too. */
function keywordText(input: Input): string {
  return (
    spokenText(input) ||
    (input.type === "postback" && !isRouteToken(input.payload) ? input.payload : "")
  );
}

/**
 * Finds the trigger that answers an input. An exact keyword comes before a greeting, other keywords come after it
 * (starts with, contains, regular expression), and triggers for any message come last. Within a kind, triggers for this channel come first.
 */
export function matchTrigger(
  programs: readonly Program[],
  input: Input,
  context: CheckContext,
): TriggerMatch | undefined {
  const best = bestStart(programs, input, context);
  const hasWords = input.type === "message" || input.type === "postback";
  if (!hasWords || best?.stage === "named") {
    return best?.match;
  }
  const keyword = matchKeyword(programs, foldInput(keywordText(input)), context);
  if (keyword && (keyword.exact || best?.stage !== "greeting")) {
    return keyword.match;
  }
  return best?.match;
}

/** Finds the trigger of a menu item or another platform-side button, by its raw payload. */
export function matchPostback(
  programs: readonly Program[],
  payload: string,
  context: CheckContext,
): TriggerMatch | undefined {
  if (payload === "") {
    return undefined;
  }
  return first(programs, context, (node) =>
    behaviourOf(node).payload?.(node.data) === payload ? 0 : undefined,
  );
}

/** Finds the trigger of an ad or link. A known contact who comes through one is not greeted. */
export function matchReferral(
  programs: readonly Program[],
  ref: string,
  { channel }: CheckContext,
): TriggerMatch | undefined {
  return bestStart(programs, { type: "referral", ref }, { channel, firstContact: false })?.match;
}

/** Finds the closest keyword; among equals the one for this channel, then the longer one, then the earlier one. */
function matchKeyword(
  programs: readonly Program[],
  text: FoldedText,
  { channel }: CheckContext,
  holds: (rule: KeywordRule) => boolean = () => true,
): { readonly match: TriggerMatch; readonly exact: boolean } | undefined {
  if (text.folded === "") {
    return undefined;
  }
  let best: { match: TriggerMatch; exact: boolean } | undefined;
  let bestScore = Number.POSITIVE_INFINITY;
  for (const program of programs) {
    for (const rule of program.keywords) {
      if (!holds(rule)) {
        continue;
      }
      if (rule.channels.length > 0 && !rule.channels.includes(channel.type)) {
        continue;
      }
      const rank = keywordRank(rule, text);
      if (rank === undefined) {
        continue;
      }
      const score = rank * 2 + (rule.channels.length > 0 ? 0 : 1) - rule.folded.length / 10_000;
      if (score >= bestScore) {
        continue;
      }
      bestScore = score;
      best = { match: { program, node: rule.node }, exact: rule.match === "exact" };
    }
  }
  return best;
}

/** Tells whether some trigger of a program answers an input of a known contact, on whatever channel. */
export function startsAt({ triggers }: Program, input: Input): boolean {
  return triggers.some((node) =>
    behaviourOf(node).starts?.(node.data, input, { firstContact: false }),
  );
}

const stages = { named: 0, greeting: 1, last: 2 } as const;
const stageSize = 100_000;

function bestStart(
  programs: readonly Program[],
  input: Input,
  context: CheckContext,
): { readonly match: TriggerMatch; readonly stage: StartRank["stage"] } | undefined {
  const rankOf = (node: FlowNode) => behaviourOf(node).starts?.(node.data, input, context);
  const match = first(programs, context, (node) => {
    const rank = rankOf(node);
    return rank && stages[rank.stage] * stageSize + rank.within;
  });
  const stage = match && rankOf(match.node)?.stage;
  return match && stage && { match, stage };
}

/** Finds the trigger with the smallest rank; among equals one for this channel, then the earlier one. */
function first(
  programs: readonly Program[],
  { channel }: CheckContext,
  rankOf: (node: FlowNode) => number | undefined,
): TriggerMatch | undefined {
  let best: TriggerMatch | undefined;
  let bestScore = Number.POSITIVE_INFINITY;
  for (const program of programs) {
    for (const node of program.triggers) {
      const channels: readonly string[] = "channels" in node.data ? node.data.channels : [];
      if (channels.length > 0 && !channels.includes(channel.type)) {
        continue;
      }
      const rank = rankOf(node);
      if (rank === undefined) {
        continue;
      }
      const score = rank * 2 + (channels.length > 0 ? 0 : 1);
      if (score >= bestScore) {
        continue;
      }
      bestScore = score;
      best = { program, node };
    }
  }
  return best;
}
