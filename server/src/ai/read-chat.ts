import type { LlmUsage } from "@chatloom/runtime";
import { AnswerUnusable, type ModelAnswer, type RequestedCall } from "./model-request.ts";
import { readCount, usableAnswer } from "./usable-answer.ts";

/** The parts of a chat completion that are read. Providers leave out or change any of them. */
interface Completion {
  readonly choices?: readonly Choice[];
  readonly usage?: {
    readonly prompt_tokens?: unknown;
    readonly completion_tokens?: unknown;
    readonly prompt_tokens_details?: { readonly cached_tokens?: unknown } | null;
  } | null;
}

interface Choice {
  readonly finish_reason?: string | null;
  readonly message?: {
    readonly content?: unknown;
    readonly refusal?: unknown;
    readonly tool_calls?: unknown;
  } | null;
}

/** Reads a chat completion. Throws `AnswerUnusable` where it says nothing that can be used. */
export function readChat(completion: unknown): ModelAnswer {
  const whole = completion as Completion | null;
  const usage = usageOf(whole);
  const choice = Array.isArray(whole?.choices) ? whole.choices[0] : undefined;
  if (!choice) {
    throw new AnswerUnusable("llm.empty-answer", "The AI's answer has no choices", usage);
  }
  const { message, finish_reason: reason } = choice;
  return usableAnswer({
    text: contentText(message?.content),
    refusal: typeof message?.refusal === "string" ? message.refusal : undefined,
    filtered: reason === "content_filter",
    cut: reason === "length",
    calls: readCalls(message?.tool_calls),
    usage,
  });
}

function usageOf(completion: Completion | null): LlmUsage | undefined {
  const { prompt_tokens, completion_tokens, prompt_tokens_details } = completion?.usage ?? {};
  const input = readCount(prompt_tokens);
  const output = readCount(completion_tokens);
  if (input === undefined || output === undefined) {
    return undefined;
  }
  const cached = Math.min(input, readCount(prompt_tokens_details?.cached_tokens) ?? 0);
  return { input, output, cached };
}

/** Some providers give the content in parts. */
function contentText(content: unknown): string {
  if (typeof content === "string") {
    return content;
  }
  if (!Array.isArray(content)) {
    return "";
  }
  return content
    .map((part: { type?: unknown; text?: unknown } | null) =>
      part?.type === "text" && typeof part.text === "string" ? part.text : "",
    )
    .join("");
}

interface Call {
  readonly id?: unknown;
  readonly function?: { readonly name?: unknown; readonly arguments?: unknown } | null;
}

function readCalls(calls: unknown): RequestedCall[] {
  if (!Array.isArray(calls)) {
    return [];
  }
  return calls.map((it: Call | null, index) => {
    const { name, arguments: given } = it?.function ?? {};
    return {
      // Some endpoints leave the id out, or give the same one twice.
      id: typeof it?.id === "string" && it.id !== "" ? it.id.slice(0, 64) : `call_${index}`,
      name: typeof name === "string" ? name : "",
      arguments: typeof given === "string" ? given : JSON.stringify(given ?? {}),
    };
  });
}
