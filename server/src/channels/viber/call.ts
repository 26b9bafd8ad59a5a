import { addressBelow } from "../address-below.ts";
import type { HttpCall } from "../channel.ts";
import type { ViberSettings } from "./settings.ts";

/** A call of a Bot API method. */
export function viberCall(
  { apiBaseUrl, authToken }: ViberSettings,
  method: string,
  json: unknown = {},
): HttpCall {
  return {
    method: "POST",
    url: addressBelow(apiBaseUrl, method),
    headers: { "x-viber-auth-token": authToken },
    json,
  };
}
