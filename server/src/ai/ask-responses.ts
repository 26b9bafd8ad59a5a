import { defined } from "@chatloom/flows-schema";
import type { LlmMessage } from "@chatloom/runtime";
import type OpenAI from "openai";
import { collectResponse, type HearText } from "./collect-stream.ts";
import type { ModelAnswer, ModelRequest } from "./model-request.ts";
import { readResponse } from "./read-response.ts";
import { type Pictures, type SpokenParts, spokenParts } from "./spoken-parts.ts";
import { withoutUnknownParts } from "./without-unknown-parts.ts";

type Item = OpenAI.Responses.ResponseInputItem;

/** The least that the API takes as the most tokens of an answer. */
const leastOutput = 16;

/** Asks by the Responses API; with `hear` the answer is streamed where the endpoint can. The provider is asked to keep nothing. Throws `AnswerUnusable` and the client's errors. */
export async function askResponses(
  client: OpenAI,
  { model, messages, pictures, tools = [], schema, temperature, maxOutputTokens }: ModelRequest,
  options: { readonly signal: AbortSignal },
  hear?: HearText,
): Promise<ModelAnswer> {
  const optional = {
    store: false,
    ...defined({
      text: schema
        ? { format: { type: "json_schema" as const, name: "answer", schema: { ...schema } } }
        : undefined,
      tools:
        tools.length > 0
          ? tools.map(({ name, description, parameters }) => ({
              type: "function" as const,
              name,
              description,
              parameters: { ...parameters },
              strict: false,
            }))
          : undefined,
      temperature,
      max_output_tokens:
        maxOutputTokens === undefined ? undefined : Math.max(leastOutput, maxOutputTokens),
      stream: hear ? true : undefined,
    }),
  };
  const input = messages.flatMap((it) => toItems(it, pictures));
  const answer = await withoutUnknownParts(optional, (known) =>
    client.responses.create({ model, input, ...known }, options),
  );
  const whole =
    hear && Symbol.asyncIterator in answer ? await collectResponse(answer, hear) : answer;
  return readResponse(whole);
}

function toItems(message: LlmMessage, pictures: Pictures | undefined): Item[] {
  if (message.role === "tool") {
    return [
      { type: "function_call_output", call_id: message.callId, output: message.content },
    ] as Item[];
  }
  if (message.role === "user") {
    return [{ role: "user", content: toParts(spokenParts(message, pictures)) }];
  }
  const said = { role: message.role, content: message.content } as Item;
  if (message.role !== "assistant" || !message.calls?.length) {
    return [said];
  }
  const calls = message.calls.map(
    ({ id, name, arguments: given }): Item => ({
      type: "function_call",
      call_id: id,
      name,
      arguments: given,
    }),
  );
  return message.content === "" ? calls : [said, ...calls];
}

function toParts({
  text,
  pictures,
}: SpokenParts): string | OpenAI.Responses.ResponseInputContent[] {
  return pictures.length === 0
    ? text
    : [
        { type: "input_text", text },
        ...pictures.map((url) => ({
          type: "input_image" as const,
          image_url: url,
          detail: "auto" as const,
        })),
      ];
}
