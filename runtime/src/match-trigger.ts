import type { FlowNode, NodeData, NodeTypeId } from "@chatloom/flows-schema";
import type { Context } from "./context.ts";
import type { Input } from "./input.ts";
import { type FoldedText, foldInput, type KeywordRule, keywordRank } from "./keyword-rule.ts";
import { spokenText } from "./message-view.ts";
import type { Program } from "./program.ts";
import { isRouteToken } from "./route-token.ts";

/** A trigger that answers an input. */
export interface TriggerMatch {
  readonly program: Program;
  readonly node: FlowNode;
}

type CheckContext = Pick<Context, "channel" | "firstContact">;

/**
 * The keyword trigger that may interrupt whatever runs, if the contact's words match one.
 */
export function matchInterrupt(
  programs: readonly Program[],
  input: Input,
  context: CheckContext,
): TriggerMatch | undefined {
  if (!programs.some(({ keywords }) => keywords.some((rule) => rule.interrupts))) return undefined;
  return matchKeyword(programs, foldInput(keywordText(input)), context, (it) => it.interrupts)
    ?.match;
}

/** The keyword trigger that opts the contact out, if their words match one. */
export function matchStopWord(
  programs: readonly Program[],
  input: Input,
  context: CheckContext,
): TriggerMatch | undefined {
  return matchKeyword(programs, foldInput(keywordText(input)), context, (it) => it.optsOut)?.match;
}

/** The payload of a menu item without a label can be a keyword, too. */
function keywordText(input: Input): string {
  return (
    spokenText(input) ||
    (input.type === "postback" && !isRouteToken(input.payload) ? input.payload : "")
  );
}

/**
 * The trigger that answers an input: exact keyword, welcome at the first contact, other keywords (starts with,
 * contains, regular expression), `trigger.any` last; within a kind, those for this channel before those for all.
 */
export function matchTrigger(
  programs: readonly Program[],
  input: Input,
  context: CheckContext,
): TriggerMatch | undefined {
  switch (input.type) {
    case "message":
    case "postback":
      return matchWords(programs, input, context);
    case "welcome":
      return (
        (input.ref === undefined ? undefined : matchReferral(programs, input.ref, context)) ??
        first(programs, "trigger.welcome", context) ??
        first(programs, "trigger.any", context, ({ kinds }) => kinds.length === 0)
      );
    case "referral":
      return (
        matchReferral(programs, input.ref, context) ??
        (context.firstContact ? first(programs, "trigger.welcome", context) : undefined)
      );
    case "event":
      return first(
        programs,
        "trigger.event",
        context,
        ({ event }) => event !== "" && event === input.name,
      );
    case "contactChanged":
      return first(
        programs,
        "trigger.contact",
        context,
        ({ change, name }) => change === input.change && name === input.name,
      );
    default:
      return undefined;
  }
}

/** The trigger of a menu item or another platform-side button, by its raw payload. */
export function matchPostback(
  programs: readonly Program[],
  payload: string,
  context: CheckContext,
): TriggerMatch | undefined {
  if (payload === "") return undefined;
  return first(programs, "trigger.postback", context, (data) => data.payload === payload);
}

function matchWords(
  programs: readonly Program[],
  input: Extract<Input, { type: "message" | "postback" }>,
  context: CheckContext,
): TriggerMatch | undefined {
  const keyword = matchKeyword(programs, foldInput(keywordText(input)), context);
  if (keyword?.exact) return keyword.match;
  const welcome = context.firstContact ? first(programs, "trigger.welcome", context) : undefined;
  if (welcome) return welcome;
  if (keyword) return keyword.match;
  const kind = input.type === "message" ? input.content.kind : "text";
  return first(
    programs,
    "trigger.any",
    context,
    ({ kinds }) => kinds.length === 0 || (kinds as readonly string[]).includes(kind),
  );
}

/** The closest keyword; among equals the one for this channel, then the longer one, then the earlier one. */
function matchKeyword(
  programs: readonly Program[],
  text: FoldedText,
  { channel }: CheckContext,
  holds: (rule: KeywordRule) => boolean = () => true,
): { readonly match: TriggerMatch; readonly exact: boolean } | undefined {
  if (text.folded === "") return undefined;
  let best: { match: TriggerMatch; exact: boolean } | undefined;
  let bestScore = Number.POSITIVE_INFINITY;
  for (const program of programs)
    for (const rule of program.keywords) {
      if (!holds(rule)) continue;
      if (rule.channels.length > 0 && !rule.channels.includes(channel.type)) continue;
      const rank = keywordRank(rule, text);
      if (rank === undefined) continue;
      const score = rank * 2 + (rule.channels.length > 0 ? 0 : 1) - rule.folded.length / 10_000;
      if (score >= bestScore) continue;
      bestScore = score;
      best = { match: { program, node: rule.node }, exact: rule.match === "exact" };
    }
  return best;
}

const referralRanks = { exact: 0, startsWith: 1, any: 2 } as const;

/** The trigger of an ad or link: an exact ref first, then the longest beginning, then any. */
export function matchReferral(
  programs: readonly Program[],
  ref: string,
  context: CheckContext,
): TriggerMatch | undefined {
  return first(
    programs,
    "trigger.referral",
    context,
    (data) =>
      data.match === "any" ||
      (data.match === "exact" ? data.ref === ref : data.ref !== "" && ref.startsWith(data.ref)),
    (data) => referralRanks[data.match] * 10_000 - data.ref.length,
  );
}

/** The first trigger of a type that holds, those for this channel before those for all. */
function first<K extends NodeTypeId>(
  programs: readonly Program[],
  type: K,
  { channel }: CheckContext,
  holds: (data: NodeData<K>) => boolean = () => true,
  rank: (data: NodeData<K>) => number = () => 0,
): TriggerMatch | undefined {
  let best: TriggerMatch | undefined;
  let bestScore = Number.POSITIVE_INFINITY;
  for (const program of programs)
    for (const node of program.triggers) {
      if (node.type !== type) continue;
      const data = node.data as NodeData<K>;
      const channels = "channels" in data ? (data.channels as readonly string[]) : [];
      if (channels.length > 0 && !channels.includes(channel.type)) continue;
      if (!holds(data)) continue;
      const score = rank(data) * 2 + (channels.length > 0 ? 0 : 1);
      if (score >= bestScore) continue;
      bestScore = score;
      best = { program, node };
    }
  return best;
}
