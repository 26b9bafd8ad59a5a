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
