import type OpenAI from "openai";

/** Gets the text of an answer as far as it is written, with marks of reasoning. */
export type HearText = (text: string) => void;

type Chunk = OpenAI.Chat.Completions.ChatCompletionChunk;
type StreamEvent = OpenAI.Responses.ResponseStreamEvent;
interface Call {
  readonly id?: string | undefined;
  readonly name: string;
  readonly arguments: string;
}

/** Collects a streamed chat completion into a whole one. Throws a `SyntaxError` where it ends before its finish reason. */
export async function collectChat(stream: AsyncIterable<Chunk>, hear: HearText): Promise<object> {
  const calls: Call[] = [];
  let [content, refusal] = ["", ""];
  let reason: string | undefined;
  let usage: Chunk["usage"];
  for await (const chunk of stream) {
    usage = chunk?.usage ?? usage;
    const choice = chunk?.choices?.[0];
    const { content: piece, refusal: declined, tool_calls: wanted } = choice?.delta ?? {};
    refusal += declined ?? "";
    for (const { index, id, function: named } of wanted ?? []) {
      // Some endpoints leave the index out and give each call whole.
      const at = index ?? (id ? calls.length : Math.max(0, calls.length - 1));
      const before = calls[at];
      calls[at] = {
        id: before?.id ?? id,
        name: (before?.name ?? "") + (named?.name ?? ""),
        arguments: (before?.arguments ?? "") + (named?.arguments ?? ""),
      };
    }
    if (typeof piece === "string" && piece !== "") {
      content += piece;
      hear(content);
    }
    reason = choice?.finish_reason ?? reason;
  }
  if (reason === undefined) {
    throw new SyntaxError("The stream ended before the answer did");
  }
  const tool_calls = calls.filter(Boolean).map(({ id, ...named }) => ({ id, function: named }));
  const message = { content, refusal: refusal || undefined, tool_calls };
  return { choices: [{ finish_reason: reason, message }], usage };
}

/** Collects a streamed response. Throws a `SyntaxError` where it ends before the response is whole. */
export async function collectResponse(
  stream: AsyncIterable<StreamEvent>,
  hear: HearText,
): Promise<object> {
  let [content, whole] = ["", undefined as object | undefined];
  for await (const event of stream) {
    if (event?.type === "response.output_text.delta") {
      content += event.delta;
      hear(content);
    } else if (event?.type === "response.completed" || event?.type === "response.incomplete") {
      whole = event.response;
    }
  }
  if (!whole) {
    throw new SyntaxError("The stream ended before the answer did");
  }
  return whole;
}
