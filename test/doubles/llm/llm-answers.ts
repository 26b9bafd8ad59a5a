import type { AskedModel, ScriptedAnswer } from "./llm-script.ts";

/** The tokens of a text, as the double counts them: one for each four characters begun. */
function tokensOf(text: string): number {
  return Math.ceil(text.length / 4);
}

/** The cost of an answer, as the double counts it. Nothing of the first request is cached; later equal beginnings are not tracked. */
interface DoubleUsage {
  readonly input: number;
  readonly output: number;
  readonly cached: number;
}

type Spoken = Extract<ScriptedAnswer, { kind: "text" | "json" | "tools" | "refuse" | "nothing" }>;

interface Said {
  readonly text: string;
  readonly refusal?: string;
  readonly finish: string;
  readonly calls: readonly { readonly id: string; readonly name: string; readonly args: string }[];
}

/** Reads what an answer says. */
function saidBy(answer: Spoken, id: string): Said {
  switch (answer.kind) {
    case "text":
      return { text: answer.text, finish: answer.finish ?? "stop", calls: [] };
    case "json":
      return { text: JSON.stringify(answer.value), finish: "stop", calls: [] };
    case "refuse":
      return { text: "", refusal: answer.text, finish: "stop", calls: [] };
    case "nothing":
      return { text: "", finish: "stop", calls: [] };
    case "tools":
      return {
        text: answer.text ?? "",
        finish: "tool_calls",
        calls: answer.calls.map(({ name, arguments: args }, index) => ({
          id: `call_${id}_${index}`,
          name,
          args: typeof args === "string" ? args : JSON.stringify(args),
        })),
      };
  }
}

/** Counts what a request and its answer cost. */
function usageOf(asked: AskedModel, said: Said): DoubleUsage {
  const input = tokensOf(JSON.stringify(asked.body));
  const output = tokensOf(
    said.text + (said.refusal ?? "") + said.calls.map((it) => it.args).join(),
  );
  return { input, output: Math.max(1, output), cached: Math.floor(input / 4) };
}

/** Writes a chat completion. */
export function chatCompletion(asked: AskedModel, answer: Spoken, id: string): object {
  const said = saidBy(answer, id);
  const { input, output, cached } = usageOf(asked, said);
  const message = {
    role: "assistant",
    content: said.calls.length > 0 && said.text === "" ? null : said.text,
    refusal: said.refusal ?? null,
    ...(said.calls.length > 0 && {
      tool_calls: said.calls.map(({ id: callId, name, args }) => ({
        id: callId,
        type: "function",
        function: { name, arguments: args },
      })),
    }),
  };
  return {
    id: `chatcmpl-${id}`,
    object: "chat.completion",
    created: 1_700_000_000,
    model: asked.model,
    choices:
      answer.kind === "nothing"
        ? []
        : [{ index: 0, finish_reason: said.finish, logprobs: null, message }],
    usage: {
      prompt_tokens: input,
      completion_tokens: output,
      total_tokens: input + output,
      prompt_tokens_details: { cached_tokens: cached },
    },
  };
}

/** Writes a response of the Responses API. */
export function modelResponse(asked: AskedModel, answer: Spoken, id: string): object {
  const said = saidBy(answer, id);
  const { input, output, cached } = usageOf(asked, said);
  const part =
    said.refusal === undefined
      ? { type: "output_text", text: said.text, annotations: [] }
      : { type: "refusal", refusal: said.refusal };
  const message = {
    type: "message",
    id: `msg_${id}`,
    role: "assistant",
    status: "completed",
    content: [part],
  };
  const calls = said.calls.map(({ id: callId, name, args }) => ({
    type: "function_call",
    id: `fc_${callId}`,
    call_id: callId,
    name,
    arguments: args,
    status: "completed",
  }));
  const speaks = said.text !== "" || said.refusal !== undefined || calls.length === 0;
  const cutBy = { length: "max_output_tokens", content_filter: "content_filter" }[said.finish];
  return {
    id: `resp_${id}`,
    object: "response",
    created_at: 1_700_000_000,
    model: asked.model,
    status: cutBy === undefined ? "completed" : "incomplete",
    incomplete_details: cutBy === undefined ? null : { reason: cutBy },
    error: null,
    output: answer.kind === "nothing" ? [] : [...(speaks ? [message] : []), ...calls],
    usage: {
      input_tokens: input,
      output_tokens: output,
      total_tokens: input + output,
      input_tokens_details: { cached_tokens: cached },
    },
  };
}

/** Writes a text as the events of a streamed chat completion, three characters each. */
export function chatChunks(asked: AskedModel, answer: Spoken, id: string): string[] {
  const said = saidBy(answer, id);
  const head = { id: `chatcmpl-${id}`, object: "chat.completion.chunk", created: 0 };
  const chunk = (delta: object, finish: string | null = null) =>
    JSON.stringify({
      ...head,
      model: asked.model,
      choices: [{ index: 0, delta, finish_reason: finish }],
    });
  const { include_usage: wantsUsage } = (asked.body.stream_options ?? {}) as {
    readonly include_usage?: boolean;
  };
  const { input, output, cached } = usageOf(asked, said);
  const usage = {
    prompt_tokens: input,
    completion_tokens: output,
    total_tokens: input + output,
    prompt_tokens_details: { cached_tokens: cached },
  };
  const pieces = piecesOf(said.text);
  return [
    chunk({ role: "assistant", content: "" }),
    ...pieces.map((content) => chunk({ content })),
    ...(said.refusal === undefined ? [] : [chunk({ refusal: said.refusal })]),
    ...said.calls.map(({ id: callId, name, args }, index) =>
      chunk({
        tool_calls: [{ index, id: callId, type: "function", function: { name, arguments: args } }],
      }),
    ),
    chunk({}, said.finish),
    ...(wantsUsage ? [JSON.stringify({ ...head, model: asked.model, choices: [], usage })] : []),
    "[DONE]",
  ];
}

/** Writes an answer as the events of a streamed response. */
export function responseEvents(asked: AskedModel, answer: Spoken, id: string): string[] {
  const response = modelResponse(asked, answer, id);
  const { status } = response as { readonly status: string };
  const events = [
    ...piecesOf(saidBy(answer, id).text).map((delta) => ({
      type: "response.output_text.delta",
      item_id: `msg_${id}`,
      output_index: 0,
      content_index: 0,
      delta,
    })),
    { type: `response.${status}`, response },
  ];
  return events.map((it) => `event: ${it.type}\ndata: ${JSON.stringify(it)}\n\n`);
}

function piecesOf(text: string): readonly string[] {
  return text.match(/[\s\S]{1,3}/g) ?? [];
}

/** Turns a text into a vector: similar words give near vectors. Accents are kept. */
export function embeddingOf(text: string, dimensions = 64): number[] {
  const vector = new Array<number>(dimensions).fill(0);
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
    let hash = 7;
    for (const letter of word) {
      hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003;
    }
    vector[hash % dimensions] = (vector[hash % dimensions] ?? 0) + 1;
  }
  const length = Math.hypot(...vector) || 1;
  return vector.map((it) => it / length);
}
