import type { LlmUsage } from "@chatloom/runtime";
import { AnswerUnusable, type ModelAnswer, type RequestedCall } from "./model-request.ts";
import { readCount, usableAnswer } from "./usable-answer.ts";

/** The parts of an answer of the Responses API that are read. */
interface ModelResponse {
  readonly output?: unknown;
  readonly incomplete_details?: { readonly reason?: unknown } | null;
  readonly usage?: {
    readonly input_tokens?: unknown;
    readonly output_tokens?: unknown;
    readonly input_tokens_details?: { readonly cached_tokens?: unknown } | null;
  } | null;
}

interface Item {
  readonly type?: unknown;
  readonly content?: unknown;
  readonly call_id?: unknown;
  readonly name?: unknown;
  readonly arguments?: unknown;
}

/** Reads an answer of the Responses API. Throws `AnswerUnusable` where it says nothing that can be used. */
export function readResponse(response: unknown): ModelAnswer {
  const whole = response as ModelResponse | null;
  const usage = usageOf(whole);
  const items = Array.isArray(whole?.output) ? (whole.output as (Item | null)[]) : [];
  if (items.length === 0) {
    throw new AnswerUnusable("llm.empty-answer", "The AI's answer has no output", usage);
  }
  const parts = items
    .filter((entry) => entry?.type === "message")
    .flatMap((it) => partsOf(it?.content));
  const reason = whole?.incomplete_details?.reason;
  return usableAnswer({
    text: parts.map((it) => it.text ?? "").join(""),
    refusal: parts.find((it) => it.refusal !== undefined)?.refusal,
    filtered: reason === "content_filter",
    cut: reason === "max_output_tokens",
    calls: items.filter((it) => it?.type === "function_call").map(readCall),
    usage,
  });
}

function partsOf(
  content: unknown,
): { readonly text?: string | undefined; readonly refusal?: string | undefined }[] {
  if (!Array.isArray(content)) {
    return [];
  }
  return content.map((part: { text?: unknown; refusal?: unknown } | null) => ({
    text: typeof part?.text === "string" ? part.text : undefined,
    refusal: typeof part?.refusal === "string" ? part.refusal : undefined,
  }));
}

function readCall(item: Item | null, index: number): RequestedCall {
  const { call_id: id, name, arguments: given } = item ?? {};
  return {
    id: typeof id === "string" && id !== "" ? id.slice(0, 64) : `call_${index}`,
    name: typeof name === "string" ? name : "",
    arguments: typeof given === "string" ? given : JSON.stringify(given ?? {}),
  };
}

function usageOf(response: ModelResponse | null): LlmUsage | undefined {
  const { input_tokens, output_tokens, input_tokens_details } = response?.usage ?? {};
  const input = readCount(input_tokens);
  const output = readCount(output_tokens);
  if (input === undefined || output === undefined) {
    return undefined;
  }
  const cached = Math.min(input, readCount(input_tokens_details?.cached_tokens) ?? 0);
  return { input, output, cached };
}
