import type { JsonObject } from "@chatloom/runtime";
import type OpenAI from "openai";
import { askChat } from "./ask-chat.ts";
import { askResponses } from "./ask-responses.ts";
import type { HearText } from "./collect-stream.ts";
import { endpointClient } from "./endpoint-client.ts";
import type { ModelEndpoint } from "./model-endpoint.ts";
import type { ModelAnswer, ModelRequest } from "./model-request.ts";
import { orAbort } from "./or-abort.ts";

/**
 * Asks a model by whichever interface its endpoint has, until `signal` fires. With `hear` the answer is streamed. Throws `AnswerUnusable`, and errors that `explainFailure`
 * explains.
 */
export async function askModel(
  endpoint: ModelEndpoint,
  request: ModelRequest,
  signal: AbortSignal,
  hear?: HearText,
): Promise<ModelAnswer> {
  const client = await endpointClient(endpoint);
  return orAbort(signal, askBy(client, endpoint.api, withForm(request), { signal, hear }));
}

async function askBy(
  client: OpenAI,
  api: ModelEndpoint["api"],
  request: ModelRequest,
  { signal, hear }: { readonly signal: AbortSignal; readonly hear: HearText | undefined },
): Promise<ModelAnswer> {
  if (api === "responses") {
    return askResponses(client, request, { signal }, hear);
  }
  try {
    return await askChat(client, request, { signal }, hear);
  } catch (error) {
    // The address may be unknown, or the model; the other interface tells which.
    if (api === "auto" && [404, 405].includes((error as { status?: number }).status ?? 0)) {
      return askResponses(client, request, { signal }, hear).catch(() => {
        throw error;
      });
    }
    throw error;
  }
}

/** Models that do not know forms are told in words, too. */
function withForm(request: ModelRequest): ModelRequest {
  const { schema, messages } = request;
  if (!schema) {
    return request;
  }
  return { ...request, messages: [...messages, { role: "system", content: formOf(schema) }] };
}

function formOf(schema: JsonObject): string {
  return `Answer with one JSON object and nothing else. It must fit this JSON Schema: ${JSON.stringify(schema)}`;
}

/** Says whether an answer began and did not arrive whole, or is no JSON. */
export function isBroken(error: unknown): boolean {
  // The client gives failed connections an error of its own. A type error comes from a body that broke off or has another shape.
  return error instanceof SyntaxError || error instanceof TypeError;
}
