import type { Input, JsonObject, JsonValue } from "./input.ts";
import type { LlmMedia } from "./llm-effect.ts";
import { spokenText } from "./message-view.ts";
import { toText } from "./to-text.ts";

/** The words of a contact's message, and the file that a model may read. Without words, `[image]` or its like stands for them. */
export interface Said {
  readonly text: string;
  readonly media?: LlmMedia | undefined;
}

/** Reads what an input says to a model. */
export function saidBy(input: Extract<Input, { type: "message" | "postback" }>): Said {
  const text = spokenText(input);
  if (input.type === "postback") {
    return { text };
  }
  const { kind } = input.content;
  return { text: text || `[${kind}]`, media: mediaOf(kind, input.messageId) };
}

/** Reads the contact's last message as steps know it; undefined where it says nothing to a model. */
export function lastSaid(message: JsonValue | undefined): Said | undefined {
  const { kind, text, messageId } = (message ?? {}) as JsonObject;
  const media = typeof messageId === "string" ? mediaOf(kind, messageId) : undefined;
  const words = toText(text ?? "");
  if (words === "" && !media) {
    return undefined;
  }
  return { text: words || `[${media?.kind}]`, media };
}

/** Says whether a contact's message may change an answer that a model still writes. */
export function breaksIn(input: Input): boolean {
  return input.type === "message" && ["text", "image", "audio"].includes(input.content.kind);
}

function mediaOf(kind: JsonValue | undefined, messageId: string): LlmMedia | undefined {
  return kind === "image" || kind === "audio" ? { kind, messageId } : undefined;
}
