/** The double's reaction to one request for an answer. */
export type ScriptedAnswer =
  /** Says a text; `finish` is the reason why it ended. */
  | {
      readonly kind: "text";
      readonly text: string;
      readonly finish?: "stop" | "length" | "content_filter";
    }
  /** Answers JSON that fits the schema or not, as given. */
  | { readonly kind: "json"; readonly value: unknown }
  /** Calls tools, also ones that nobody offered. `arguments` may be text that is no JSON. */
  | {
      readonly kind: "tools";
      readonly calls: readonly { readonly name: string; readonly arguments: unknown }[];
      readonly text?: string;
    }
  | { readonly kind: "refuse"; readonly text: string }
  /** `choices: []`, or no output items. */
  | { readonly kind: "nothing" }
  /** Answers properly, but late. */
  | { readonly kind: "slow"; readonly ms: number; readonly text: string }
  /** Sends `text`, if any, and then nothing more; the connection stays open. */
  | { readonly kind: "stall"; readonly text?: string }
  /** Sends half of a text and goes on once `goOn` is called. */
  | { readonly kind: "pause"; readonly text: string }
  /** Breaks the connection after part of the answer. */
  | { readonly kind: "cut"; readonly text?: string }
  /** An error with this status in the API's envelope. */
  | {
      readonly kind: "status";
      readonly status: number;
      readonly message?: string;
      readonly param?: string;
      readonly retryAfterSeconds?: number;
    }
  /** A body as it is, with status 200. */
  | { readonly kind: "raw"; readonly body: string; readonly contentType?: string };

/** Chooses the answer to a request from what was asked. */
export type Answerer = (asked: AskedModel) => ScriptedAnswer;

/** A request for an answer, alike for Chat Completions and Responses. */
export interface AskedModel {
  readonly api: "chat" | "responses";
  readonly model: string;
  readonly messages: readonly AskedMessage[];
  readonly tools: readonly string[];
  readonly schema: unknown;
  readonly stream: boolean;
  readonly body: Readonly<Record<string, unknown>>;
}

/** One message that the model is given. */
export interface AskedMessage {
  readonly role: string;
  readonly content: string;
  /** Data URLs. */
  readonly pictures?: readonly string[] | undefined;
}

/** Answers as a patient model would: an object that fits the schema where one is asked for, else an echo of the last message. */
export function plainAnswer({ messages, schema }: AskedModel): ScriptedAnswer {
  if (schema !== undefined) {
    return { kind: "json", value: fitting(schema) };
  }
  const { content = "", pictures = [] } = messages.findLast((it) => it.role === "user") ?? {};
  if (pictures.length > 0 && content.startsWith("Which color")) {
    return { kind: "text", text: "Red." };
  }
  const shown = pictures.length === 0 ? "" : ` (and showed ${pictures.length})`;
  return { kind: "text", text: `You said: ${content}${shown}` };
}

interface Schema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, unknown>>;
}

function fitting(schema: unknown): unknown {
  const { type, enum: values, properties = {} } = (schema ?? {}) as Schema;
  if (values) {
    return values[0];
  }
  switch (Array.isArray(type) ? (type.includes("null") ? "null" : type[0]) : type) {
    case "object":
      return Object.fromEntries(
        Object.entries(properties).map(([name, inner]) => [name, fitting(inner)]),
      );
    case "array":
      return [];
    case "boolean":
      return true;
    case "number":
    case "integer":
      return 1;
    case "null":
      return null;
    default:
      return "ok";
  }
}
