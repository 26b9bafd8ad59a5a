import { defined } from "@chatloom/flows-schema";
import type { LlmUsage } from "@chatloom/runtime";
import { AnswerUnusable, type ModelAnswer, type RequestedCall } from "./model-request.ts";
import { withoutReasoning } from "./without-reasoning.ts";

/** The checked content of a model's answer, from either API. */
export interface RawAnswer {
  readonly text: string;
  readonly refusal: string | undefined;
  readonly filtered: boolean;
  readonly cut: boolean;
  readonly calls: readonly RequestedCall[];
  readonly usage: LlmUsage | undefined;
}

/** How many tools may be called at once. */
const mostCalls = 16;
const longestArguments = 100_000;

/** Gives the answer without marks of reasoning. Throws `AnswerUnusable` for one that is empty, refused, filtered or cut. */
export function usableAnswer({
  text: written,
  refusal,
  filtered,
  cut,
  calls,
  usage,
}: RawAnswer): ModelAnswer {
  if (refusal) {
    throw new AnswerUnusable("llm.declined", `The AI declined: ${refusal.slice(0, 300)}`, usage);
  }
  if (filtered) {
    const message = "The AI provider's content filter held the answer back";
    throw new AnswerUnusable("llm.filtered", message, usage);
  }
  if (cut) {
    const message = "The AI's answer was cut at the provider's limit";
    throw new AnswerUnusable("llm.cut-answer", message, usage);
  }
  const text = withoutReasoning(written).trim();
  if (text === "" && calls.length === 0) {
    throw new AnswerUnusable("llm.empty-answer", "The AI's answer is empty", usage);
  }
  const tooMany = calls.length > mostCalls;
  if (tooMany || calls.some((it) => it.arguments.length > longestArguments)) {
    const message = `The AI called more than ${mostCalls} tools at once, or with too much data`;
    throw new AnswerUnusable("llm.tool-call", message, usage);
  }
  return { text, calls, ...defined({ usage }) };
}

/** Reads a count of tokens that an endpoint gave; undefined for anything else. */
export function readCount(value: unknown): number | undefined {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}
