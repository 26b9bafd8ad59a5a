import type { Dispatcher } from "undici";

/** Which of OpenAI's two interfaces an endpoint has; `auto` means that nobody has looked yet. */
export const modelApis = ["auto", "chat", "responses"] as const;
export type ModelApi = (typeof modelApis)[number];

/** An endpoint that speaks OpenAI's API. */
export interface ModelEndpoint {
  /** Undefined: OpenAI's own. */
  readonly baseUrl: string | undefined;
  readonly apiKey: string | undefined;
  readonly api: ModelApi;
  /** Makes the connections, and refuses addresses that may not be called. */
  readonly dispatcher: Dispatcher;
}

/** The interfaces and functions that an endpoint has, as its last check found. */
export interface ModelAbilities {
  readonly chat: boolean;
  readonly responses: boolean;
  readonly tools: boolean;
  readonly jsonSchema: boolean;
  readonly streaming: boolean;
  readonly embeddings: boolean;
  /** Undefined where the last check did not look. */
  readonly moderation?: boolean | undefined;
  /** Whether the model that was tried sees pictures. Undefined where the last check did not look. */
  readonly pictures?: boolean | undefined;
  /** Whether speech is turned into text. Undefined where the last check did not look. */
  readonly transcription?: boolean | undefined;
}
