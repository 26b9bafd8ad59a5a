import type { JsonObject, LlmRequest } from "@chatloom/runtime";
import type OpenAI from "openai";
import type { Config } from "../../context/config.ts";
import { parseExactJson } from "../../validation/parse-exact-json.ts";
import { compileSchema, describeErrors } from "./compile-schema.ts";
import { failed, type Outcome } from "./outcome.ts";
import { AnswerUnusable, readModelText } from "./read-model-text.ts";
import { storableOutcome } from "./storable-outcome.ts";

type Chat = OpenAI.Chat.Completions.ChatCompletionMessageParam;
interface Options {
  readonly timeout: number;
  readonly signal?: AbortSignal;
}

/** One request to a model, and how to make it. */
interface Asking {
  readonly client: OpenAI;
  readonly request: LlmRequest;
  readonly model: string;
  readonly options: Options;
}

/**
 * Asks a language model behind any OpenAI-compatible endpoint. Answers `{ text }`, or `{ text, data }` where `data` fits the schema that
 * was asked for. An answer that does not fit is sent back once with the errors. Fails with a code that starts with `llm.` where the
 * model cannot be reached or says nothing that can be used.
 */
export async function callLlm(
  request: LlmRequest,
  config: Config["openai"],
  signal?: AbortSignal,
): Promise<Outcome> {
  if (request.agentId || request.useKnowledge) {
    return failed("llm.not-available", "Saved AI agents and knowledge bases do not exist here yet");
  }
  if (!config.apiKey && !config.baseUrl) {
    return failed(
      "llm.not-set-up",
      "No AI is connected: set OPENAI_API_KEY, or OPENAI_BASE_URL for another provider",
    );
  }
  const asking: Asking = {
    client: await connect(config),
    request,
    model: request.model || config.model,
    options: { timeout: request.timeoutMs, ...(signal && { signal }) },
  };
  const messages: Chat[] = request.messages.map(({ role, content }) => ({ role, content }));
  try {
    const { schema } = request;
    const outcome = schema
      ? await askForData(asking, schema, messages)
      : { answer: { text: await ask(asking, messages) } };
    return storableOutcome(outcome, "llm.answer-not-storable");
  } catch (error) {
    return explain(error);
  }
}

let connected: { readonly key: string; readonly client: OpenAI } | undefined;

/** The client is made at the first use: most servers never need it, and it is large. */
async function connect(config: Config["openai"]): Promise<OpenAI> {
  const key = `${config.baseUrl} ${config.apiKey}`;
  if (connected?.key === key) {
    return connected.client;
  }
  const { default: Client } = await import("openai");
  const client = new Client({
    apiKey: config.apiKey ?? "none",
    baseURL: config.baseUrl,
    maxRetries: 2,
    // The operator trusts this address, and nothing that it would send us on to.
    fetchOptions: { redirect: "error" },
  });
  connected = { key, client };
  return client;
}

async function askForData(
  asking: Asking,
  schema: JsonObject,
  messages: readonly Chat[],
): Promise<Outcome> {
  const fits = compileSchema(schema);
  const conversation: Chat[] = [...messages, { role: "system", content: instruction(schema) }];
  for (let attempt = 0; ; attempt++) {
    const text = await ask(asking, conversation);
    const data = readJson(text);
    if (data !== undefined && fits(data)) {
      return { answer: { text, data } };
    }
    const problem = data === undefined ? "it is not JSON" : describeErrors(fits.errors);
    if (attempt > 0) {
      return failed(
        "llm.invalid-answer",
        `The AI's answer does not fit what was asked: ${problem}`,
      );
    }
    conversation.push(
      { role: "assistant", content: text },
      {
        role: "system",
        content: `That does not fit the schema: ${problem}. Answer again with JSON only.`,
      },
    );
  }
}

async function ask({ client, request, model, options }: Asking, messages: Chat[]): Promise<string> {
  const { completions } = client.chat;
  const { schema } = request;
  const plain = () => completions.create({ model, messages }, options);
  if (!schema) {
    return readModelText(await plain());
  }
  const json_schema = { name: "answer", schema: { ...schema } };
  const response_format = { type: "json_schema", json_schema } as const;
  const strict = () => completions.create({ model, messages, response_format }, options);
  return readModelText(await withoutUnknownFormat(strict, plain));
}

/** Some endpoints do not know `response_format`; the instruction alone must do there. */
async function withoutUnknownFormat<T>(
  first: () => Promise<T>,
  second: () => Promise<T>,
): Promise<T> {
  try {
    return await first();
  } catch (error) {
    if ((error as { status?: number }).status === 400) {
      return second();
    }
    throw error;
  }
}

function instruction(schema: JsonObject): string {
  return `Answer with one JSON object and nothing else. It must fit this JSON Schema: ${JSON.stringify(schema)}`;
}

/** Models like to wrap JSON in a code fence or a sentence. */
function readJson(text: string): JsonObject | undefined {
  const start = text.indexOf("{");
  const end = text.lastIndexOf("}");
  if (start < 0 || end < start) {
    return undefined;
  }
  try {
    return parseExactJson(text.slice(start, end + 1)) as JsonObject;
  } catch {
    return undefined;
  }
}

function explain(error: unknown): Outcome {
  if (error instanceof AnswerUnusable) {
    return failed(error.code, error.message);
  }
  const { status, name } = error as { status?: number; name?: string };
  if (status === 401 || status === 403) {
    return failed("llm.not-allowed", "The AI provider refused the key");
  }
  if (status === 429) {
    return failed("llm.busy", "The AI provider is busy or the quota is used up");
  }
  if (status !== undefined) {
    return failed("llm.refused", `The AI provider answered ${status}`);
  }
  if (name === "APIConnectionTimeoutError" || name === "APIUserAbortError") {
    return failed("llm.timeout", "The AI did not answer in time");
  }
  return failed("llm.unreachable", "The AI provider cannot be reached");
}
