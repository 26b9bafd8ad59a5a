import type { JsonObject } from "@chatloom/runtime";
import type OpenAI from "openai";
import { askChat } from "./ask-chat.ts";
import { askResponses } from "./ask-responses.ts";
import { endpointClient } from "./endpoint-client.ts";
import { explainFailure, type ModelFailure } from "./explain-failure.ts";
import type { ModelAbilities, ModelEndpoint } from "./model-endpoint.ts";
import type { ModelAnswer, ModelRequest } from "./model-request.ts";
import { moderateText } from "./moderate-text.ts";
import { hearsSpeech, seesPictures } from "./probe-media.ts";

/** The abilities that an endpoint reported. */
export interface EndpointReport extends ModelAbilities {
  readonly models: readonly string[];
  /** The model that was tried: the one asked for, or the first that answers texts. */
  readonly model: string;
  readonly embeddingModel: string | undefined;
  /** The model that moderation needs to be told; undefined where the endpoint chooses, or has none. */
  readonly moderationModel: string | undefined;
  readonly transcriptionModel: string | undefined;
}

const mostModels = 500;
const callMs = 20_000;
const wholeMs = 60_000;
const embeds = /embed|bge|e5-|gte-|minilm/i;
const moderates = /moderation/i;
const transcribes = /whisper|transcribe/i;
/** Models that answer no texts. */
const others = [embeds, moderates, transcribes];
const schema: JsonObject = {
  type: "object",
  additionalProperties: false,
  required: ["color"],
  properties: { color: { type: "string", enum: ["red", "green"] } },
};
const tool = {
  name: "tell_time",
  description: "Tells the time in a city",
  parameters: {
    type: "object",
    additionalProperties: false,
    required: ["city"],
    properties: { city: { type: "string" } },
  },
};

/**
 * Tries what an endpoint can do, with a few small calls. Gives the reason where it cannot be used at all. `wanted` names models that
 * someone chose; both are optional.
 */
export async function probeEndpoint(
  endpoint: ModelEndpoint,
  wanted: {
    readonly model?: string | undefined;
    readonly embeddingModel?: string | undefined;
    readonly transcriptionModel?: string | undefined;
  },
): Promise<EndpointReport | ModelFailure> {
  const client = await endpointClient(endpoint);
  const end = AbortSignal.timeout(wholeMs);
  const signal = () => AbortSignal.any([end, AbortSignal.timeout(callMs)]);
  let models: readonly string[] = [];
  try {
    models = await listModels(client, signal());
  } catch (error) {
    // Some endpoints list nothing; a refused key or an unknown host is the same everywhere.
    const failure = explainFailure(error);
    if (failure.code !== "llm.refused" || !wanted.model) {
      return failure;
    }
  }
  const model = wanted.model || models.find((it) => !others.some((kind) => kind.test(it))) || "";
  if (model === "") {
    return { code: "llm.no-model", message: "The endpoint lists no model; enter its name" };
  }
  const plain: ModelRequest = { model, messages: [{ role: "user", content: "Say: ok" }] };
  const [chat, responses] = await Promise.all([
    tried(askChat(client, plain, { signal: signal() })),
    tried(askResponses(client, plain, { signal: signal() })),
  ]);
  if (chat.failure && responses.failure) {
    return chat.failure;
  }
  const ask = chat.failure ? askResponses : askChat;
  const withTool = {
    ...plain,
    messages: [{ role: "user", content: "What time is it in Hanoi? Use the tool." }] as const,
    tools: [tool],
  };
  const embeddingModel = wanted.embeddingModel || models.find((it) => embeds.test(it));
  const transcriptionModel =
    wanted.transcriptionModel || models.find((it) => transcribes.test(it) && !/diarize/.test(it));
  const byChat = chat.failure === undefined;
  const [tools, jsonSchema, streaming, embeddings, moderation, pictures, transcription] =
    await Promise.all([
      tried(ask(client, withTool, { signal: signal() })),
      succeeds(knowsSchema(client, model, byChat, signal())),
      succeeds(streams(client, model, byChat, signal())),
      embeddingModel === undefined ? false : succeeds(embed(client, embeddingModel, signal())),
      moderationOf(
        endpoint,
        models.filter((it) => moderates.test(it)),
        signal,
      ),
      succeeds(seesPictures(endpoint, model, byChat, signal())),
      transcriptionModel === undefined
        ? false
        : succeeds(hearsSpeech(endpoint, transcriptionModel, signal())),
    ]);
  return {
    models: models.slice(0, mostModels),
    model,
    embeddingModel: embeddings ? embeddingModel : undefined,
    chat: byChat,
    responses: responses.failure === undefined,
    tools: tools.failure === undefined,
    jsonSchema,
    streaming,
    embeddings,
    moderation: moderation !== undefined,
    moderationModel: moderation?.model,
    pictures,
    transcription,
    transcriptionModel: transcription ? transcriptionModel : undefined,
  };
}

/** Tells whether texts can be moderated, and the model's name where the endpoint wants one. */
async function moderationOf(
  endpoint: ModelEndpoint,
  listed: readonly string[],
  signal: () => AbortSignal,
): Promise<{ readonly model: string | undefined } | undefined> {
  const newest = listed.find((it) => it.endsWith("latest")) ?? listed[0];
  for (const model of newest === undefined ? [undefined] : [undefined, newest]) {
    const works = moderateText(endpoint, model, "ok", signal()).then(() => true);
    if (await succeeds(works)) {
      return { model };
    }
  }
  return undefined;
}

async function listModels(client: OpenAI, signal: AbortSignal): Promise<readonly string[]> {
  const page = (await client.models.list({ signal })) as { readonly data?: unknown };
  const data = Array.isArray(page.data) ? (page.data as ({ id?: unknown } | null)[]) : [];
  return data
    .flatMap((it) => (typeof it?.id === "string" && it.id !== "" ? [it.id.slice(0, 200)] : []))
    .sort();
}

interface Tried {
  readonly failure?: ModelFailure;
}

/** A model that answered with nothing usable was reached all the same. */
async function tried(asking: Promise<ModelAnswer>): Promise<Tried> {
  try {
    await asking;
    return {};
  } catch (error) {
    const failure = explainFailure(error);
    const reached = ["llm.empty-answer", "llm.declined", "llm.filtered", "llm.cut-answer"];
    return reached.includes(failure.code) ? {} : { failure };
  }
}

async function succeeds(work: Promise<boolean>): Promise<boolean> {
  return work.catch(() => false);
}

/** Asks with the form only, and without words about it: what fits was made by the form. */
async function knowsSchema(
  client: OpenAI,
  model: string,
  byChat: boolean,
  signal: AbortSignal,
): Promise<boolean> {
  const messages = [{ role: "user" as const, content: "Name a color." }];
  const format = { type: "json_schema", name: "answer", schema, strict: true } as const;
  const { name, schema: form, strict } = format;
  const answer: unknown = byChat
    ? await client.chat.completions.create(
        {
          model,
          messages,
          response_format: {
            type: "json_schema",
            json_schema: { name, schema: { ...form }, strict },
          },
        },
        { signal },
      )
    : await client.responses.create(
        { model, input: messages, store: false, text: { format: { ...format } } },
        { signal },
      );
  return /\\?"color\\?"\s*:\s*\\?"(?:red|green)/.test(JSON.stringify(answer));
}

async function streams(
  client: OpenAI,
  model: string,
  byChat: boolean,
  signal: AbortSignal,
): Promise<boolean> {
  const messages = [{ role: "user" as const, content: "Say: ok" }];
  const stream = byChat
    ? await client.chat.completions.create({ model, messages, stream: true }, { signal })
    : await client.responses.create({ model, input: messages, stream: true }, { signal });
  for await (const _event of stream) {
    return true;
  }
  return false;
}

async function embed(client: OpenAI, model: string, signal: AbortSignal): Promise<boolean> {
  const { data } = await client.embeddings.create({ model, input: ["ok"] }, { signal });
  return Array.isArray(data?.[0]?.embedding) && data[0].embedding.length > 0;
}
