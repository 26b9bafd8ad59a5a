import { defined } from "@chatloom/flows-schema";
import type { LlmMessage } from "@chatloom/runtime";
import type OpenAI from "openai";
import { collectChat, type HearText } from "./collect-stream.ts";
import type { ModelAnswer, ModelRequest } from "./model-request.ts";
import { readChat } from "./read-chat.ts";
import { type Pictures, type SpokenParts, spokenParts } from "./spoken-parts.ts";
import { withoutUnknownParts } from "./without-unknown-parts.ts";

type Chat = OpenAI.Chat.Completions.ChatCompletionMessageParam;
type ContentPart = OpenAI.Chat.Completions.ChatCompletionContentPart;

/** Asks by the Chat Completions API; with `hear` the answer is streamed where the endpoint can. Throws `AnswerUnusable` and the client's errors. */
export async function askChat(
  client: OpenAI,
  { model, messages, pictures, tools = [], schema, temperature, maxOutputTokens }: ModelRequest,
  options: { readonly signal: AbortSignal },
  hear?: HearText,
): Promise<ModelAnswer> {
  const optional = {
    ...defined({
      response_format: schema
        ? ({
            type: "json_schema",
            json_schema: { name: "answer", schema: { ...schema } },
          } as const)
        : undefined,
      tools:
        tools.length > 0
          ? tools.map(({ name, description, parameters }) => ({
              type: "function" as const,
              function: { name, description, parameters: { ...parameters } },
            }))
          : undefined,
      temperature,
      max_completion_tokens: maxOutputTokens,
    }),
    ...(hear && { stream: true, stream_options: { include_usage: true } }),
  };
  const answer = await withoutUnknownParts(optional, (known) =>
    client.chat.completions.create(
      { model, messages: messages.map((it) => toChat(it, pictures)), ...known },
      options,
    ),
  );
  return readChat(
    hear && Symbol.asyncIterator in answer ? await collectChat(answer, hear) : answer,
  );
}

function toChat(message: LlmMessage, pictures: Pictures | undefined): Chat {
  if (message.role === "tool") {
    return { role: "tool", tool_call_id: message.callId, content: message.content };
  }
  if (message.role === "user") {
    return { role: "user", content: toParts(spokenParts(message, pictures)) };
  }
  if (message.role !== "assistant" || !message.calls?.length) {
    return { role: message.role, content: message.content };
  }
  return {
    role: "assistant",
    content: message.content === "" ? null : message.content,
    tool_calls: message.calls.map(({ id, name, arguments: given }) => ({
      id,
      type: "function" as const,
      function: { name, arguments: given },
    })),
  };
}

/** Endpoints that see nothing know texts only. */
function toParts({ text, pictures }: SpokenParts): string | ContentPart[] {
  return pictures.length === 0
    ? text
    : [
        { type: "text", text },
        ...pictures.map((url) => ({ type: "image_url" as const, image_url: { url } })),
      ];
}
