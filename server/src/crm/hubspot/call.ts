import { addressBelow } from "../../channels/address-below.ts";
import type { HttpCall } from "../../channels/http-call.ts";
import type { HubspotSettings } from "./settings.ts";

/** A call of HubSpot's API. */
export function hubspotCall(
  { apiBaseUrl, accessToken = "" }: HubspotSettings,
  method: HttpCall["method"],
  path: string,
  json?: unknown,
): HttpCall {
  return {
    method,
    url: addressBelow(apiBaseUrl, path),
    headers: { authorization: `Bearer ${accessToken}` },
    json,
  };
}
