import {
  type JsonObject,
  type JsonValue,
  type LlmMessage,
  type LlmRequest,
  quotedValues,
} from "@chatloom/runtime";
import { explainFailure } from "../../ai/explain-failure.ts";
import { moderateText } from "../../ai/moderate-text.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { blockedWord } from "../../domain/blocked-word.ts";
import { aiSettings } from "../../records/ai-settings-model.ts";
import type { FoundEndpoint } from "./model-endpoints.ts";
import { type Failure, failed } from "./outcome.ts";

/** Checks texts before they go on. Each function gives the reason why a text is held back; undefined where it may pass. */
export interface Moderation {
  /** Checks what the contact wrote since the model's last answer, and what variables bring into the instructions for it. */
  readonly refuseInput: (messages: readonly LlmMessage[]) => Promise<Failure | undefined>;
  /** Checks what the model says. Calls of tools say nothing to the contact. */
  readonly refuseAnswer: (answer: JsonValue) => Promise<Failure | undefined>;
}

/** The most time of one check. */
const mostMs = 10_000;

/** How texts are checked: by an agent's rule, a step's, or the workspace's for steps without an agent. */
export interface ModerationRule {
  readonly moderation?: "off" | "wordList" | "endpoint" | undefined;
  readonly blockedWords?: readonly string[] | undefined;
}

/** Finds the rule of a request without an agent. */
export async function stepRule(
  { connection }: Pick<ServerContext, "connection">,
  workspaceId: string,
  { moderation: own }: LlmRequest,
): Promise<ModerationRule> {
  if (!own) {
    return {};
  }
  const { moderation, blockedWords } = own;
  return moderation === "standard"
    ? ((await aiSettings(connection).in(workspaceId).findOne({})) ?? {})
    : { moderation, blockedWords };
}

/** Gives the moderation of a rule; undefined where it has none. A check that fails holds the text back, as an error. */
export function moderationOf(
  { moderation = "off", blockedWords = [] }: ModerationRule,
  { endpoint, moderationModel }: FoundEndpoint,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Moderation | undefined {
  if (moderation === "off") {
    return undefined;
  }

  async function refuse(code: string, text: string): Promise<Failure | undefined> {
    if (text.trim() === "") {
      return undefined;
    }
    if (moderation === "wordList") {
      const word = blockedWord(text, blockedWords);
      return word === undefined ? undefined : failed(code, `Blocked word: ${word}`);
    }
    const timeout = AbortSignal.timeout(Math.min(mostMs, timeoutMs));
    const until = signal ? AbortSignal.any([timeout, signal]) : timeout;
    try {
      const categories = await moderateText(endpoint, moderationModel, text, until);
      return categories.length === 0
        ? undefined
        : failed(code, `Category: ${categories.join(", ")}`);
    } catch (error) {
      return failed("llm.moderation-failed", explainFailure(error).message);
    }
  }

  return {
    refuseInput: (messages) => refuse("llm.input-moderated", newWords(messages)),
    refuseAnswer: (answer) => refuse("llm.answer-moderated", spokenWords(answer)),
  };
}

/** Earlier words were checked when they came. So were the values of variables, where the model only goes on after a tool. */
function newWords(messages: readonly LlmMessage[]): string {
  const answered = messages.findLastIndex((it) => it.role === "assistant");
  const said = messages
    .slice(answered + 1)
    .flatMap((it) => (it.role === "user" ? [it.content] : []));
  const [first] = messages;
  const isNew = said.length > 0 || answered < 0;
  const filled = isNew && first?.role === "system" ? quotedValues(first.content) : [];
  return [...filled, ...said].join("\n");
}

/** Extracted values count: steps may say them later. */
function spokenWords(answer: JsonValue): string {
  const { text = "", data = null, calls } = answer as JsonObject;
  if (Array.isArray(calls) && calls.length > 0) {
    return "";
  }
  const found = textsIn(data);
  const { reply } = (data ?? {}) as JsonObject;
  return (typeof reply === "string" ? found : [text, ...found]).join("\n");
}

function textsIn(value: JsonValue): readonly string[] {
  if (typeof value === "string") {
    return [value];
  }
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
