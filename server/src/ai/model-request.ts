import type { JsonObject, LlmMessage, LlmTool, LlmUsage } from "@chatloom/runtime";
import type { Pictures } from "./spoken-parts.ts";

/** One question to a model. */
export interface ModelRequest {
  readonly model: string;
  readonly messages: readonly LlmMessage[];
  readonly tools?: readonly LlmTool[] | undefined;
  /** The answer's JSON Schema. */
  readonly schema?: JsonObject | undefined;
  readonly temperature?: number | undefined;
  readonly maxOutputTokens?: number | undefined;
  /** The pictures of messages. Absent: words stand for them. */
  readonly pictures?: Pictures | undefined;
}

/** A tool that the model wants to be called. Neither the name nor the arguments have been checked. */
export interface RequestedCall {
  readonly id: string;
  readonly name: string;
  /** JSON, or whatever the model wrote instead. */
  readonly arguments: string;
}

/** A model's answer: text, or calls of tools. */
export interface ModelAnswer {
  readonly text: string;
  readonly calls: readonly RequestedCall[];
  /** Absent where the endpoint does not tell. */
  readonly usage?: LlmUsage;
}

/** A model answered, but with nothing that can be used. `code` is stable. */
export class AnswerUnusable extends Error {
  readonly code: string;
  readonly usage: LlmUsage | undefined;

  constructor(code: string, message: string, usage?: LlmUsage) {
    super(message);
    this.code = code;
    this.usage = usage;
  }
}
