import { addressBelow } from "../address-below.ts";
import type { HttpCall } from "../channel.ts";
import type { LineSettings } from "./settings.ts";

/** Makes a call of the Messaging API; `path` begins after `/v2/bot/`. */
export function lineCall(
  { apiBaseUrl, channelAccessToken }: LineSettings,
  method: HttpCall["method"],
  path: string,
  json?: unknown,
  headers: Readonly<Record<string, string>> = {},
): HttpCall {
  return {
    method,
    url: addressBelow(apiBaseUrl, `v2/bot/${path}`),
    headers: { authorization: `Bearer ${channelAccessToken}`, ...headers },
    json,
  };
}
