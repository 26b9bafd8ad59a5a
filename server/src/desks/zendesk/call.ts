import { addressBelow } from "../../channels/address-below.ts";
import type { HttpCall } from "../desk.ts";
import type { ZendeskSettings } from "./settings.ts";

/** A call of the Support API. */
export function zendeskCall(
  { apiBaseUrl, email, apiToken }: ZendeskSettings,
  method: HttpCall["method"],
  path: string,
  json?: unknown,
): HttpCall {
  const credentials = Buffer.from(`${email}/token:${apiToken}`).toString("base64");
  return {
    method,
    url: addressBelow(apiBaseUrl, `api/v2/${path}`),
    headers: { authorization: `Basic ${credentials}` },
    json,
  };
}
