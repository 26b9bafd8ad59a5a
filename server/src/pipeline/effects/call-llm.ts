import type { JsonObject, LlmRequest } from "@chatloom/runtime";
import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import type OpenAI from "openai";
import type { Config } from "../../context/config.ts";
import { failed, type Outcome } from "./outcome.ts";

type Chat = OpenAI.Chat.Completions.ChatCompletionMessageParam;
const ajv = new Ajv2020({ strict: false, allErrors: true });

/**
 * Asks a language model behind any OpenAI-compatible endpoint. Answers `{ text }`, or `{ text, data }` where `data` fits the
 * asked schema: what does not fit is sent back once with the errors, then the effect fails with `llm.invalid-answer`.
 */
export async function callLlm(
  request: LlmRequest,
  config: Config["openai"],
  signal?: AbortSignal,
): Promise<Outcome> {
  if (request.agentId || request.useKnowledge)
    return failed("llm.not-available", "Saved AI agents and knowledge bases do not exist here yet");
  if (!config.apiKey && !config.baseUrl)
    return failed(
      "llm.not-set-up",
      "No AI is connected: set OPENAI_API_KEY, or OPENAI_BASE_URL for another provider",
    );
  const client = await connect(config);
  const messages: Chat[] = request.messages.map(({ role, content }) => ({ role, content }));
  const options = { timeout: request.timeoutMs, ...(signal && { signal }) };
  try {
    if (!request.schema)
      return { answer: { text: await ask(client, request, config, messages, options) } };
    return await askForData(
      client,
      { ...request, schema: request.schema },
      config,
      messages,
      options,
    );
  } catch (error) {
    return explain(error);
  }
}

type Options = { readonly timeout: number; readonly signal?: AbortSignal };
type DataRequest = LlmRequest & { readonly schema: JsonObject };

let connected: { readonly key: string; readonly client: OpenAI } | undefined;

/** The client is made at the first use: most servers never need it, and it is large. */
async function connect(config: Config["openai"]): Promise<OpenAI> {
  const key = `${config.baseUrl} ${config.apiKey}`;
  if (connected?.key === key) return connected.client;
  const { default: Client } = await import("openai");
  const client = new Client({
    apiKey: config.apiKey ?? "none",
    baseURL: config.baseUrl,
    maxRetries: 2,
  });
  connected = { key, client };
  return client;
}

async function askForData(
  client: OpenAI,
  request: DataRequest,
  config: Config["openai"],
  messages: Chat[],
  options: Options,
) {
  const fits = ajv.compile(request.schema);
  const conversation: Chat[] = [
    ...messages,
    { role: "system", content: instruction(request.schema) },
  ];
  for (let attempt = 0; ; attempt++) {
    const text = await ask(client, request, config, conversation, options);
    const data = readJson(text);
    if (data !== undefined && fits(data)) return { answer: { text, data } } as Outcome;
    const problem = data === undefined ? "it is not JSON" : describe(fits.errors ?? []);
    if (attempt > 0)
      return failed(
        "llm.invalid-answer",
        `The AI's answer does not fit what was asked: ${problem}`,
      );
    conversation.push(
      { role: "assistant", content: text },
      {
        role: "system",
        content: `That does not fit the schema: ${problem}. Answer again with JSON only.`,
      },
    );
  }
}

async function ask(
  client: OpenAI,
  request: LlmRequest,
  config: Config["openai"],
  messages: Chat[],
  options: Options,
) {
  const plain = { model: request.model || config.model, messages };
  const reply = request.schema
    ? await withoutUnknownFormat(
        () =>
          client.chat.completions.create(
            {
              ...plain,
              response_format: {
                type: "json_schema",
                json_schema: { name: "answer", schema: { ...request.schema } },
              },
            },
            options,
          ),
        () => client.chat.completions.create(plain, options),
      )
    : await client.chat.completions.create(plain, options);
  return reply.choices[0]?.message.content ?? "";
}

/** Some endpoints do not know `response_format`; the instruction alone must do there. */
async function withoutUnknownFormat<T>(
  first: () => Promise<T>,
  second: () => Promise<T>,
): Promise<T> {
  try {
    return await first();
  } catch (error) {
    if ((error as { status?: number }).status === 400) return second();
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
  if (start < 0 || end < start) return undefined;
  try {
    return JSON.parse(text.slice(start, end + 1));
  } catch {
    return undefined;
  }
}

function describe(errors: readonly ErrorObject[]): string {
  return errors.map(({ instancePath, message }) => `${instancePath || "/"} ${message}`).join("; ");
}

function explain(error: unknown): Outcome {
  const { status, name } = error as { status?: number; name?: string };
  if (status === 401 || status === 403)
    return failed("llm.not-allowed", "The AI provider refused the key");
  if (status === 429) return failed("llm.busy", "The AI provider is busy or the quota is used up");
  if (status !== undefined) return failed("llm.refused", `The AI provider answered ${status}`);
  if (name === "APIConnectionTimeoutError" || name === "APIUserAbortError")
    return failed("llm.timeout", "The AI did not answer in time");
  return failed("llm.unreachable", "The AI provider cannot be reached");
}
