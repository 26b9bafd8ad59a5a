import { addressBelow } from "../../channels/address-below.ts";
import type { HttpCall } from "../desk.ts";
import type { IntercomSettings } from "./settings.ts";

/** The version whose answers are read here. Webhooks come in the version that the app has. */
const version = "2.14";

/** A call of Intercom's REST API. */
export function intercomCall(
  { apiBaseUrl, accessToken }: IntercomSettings,
  method: HttpCall["method"],
  path: string,
  json?: unknown,
): HttpCall {
  return {
    method,
    url: addressBelow(apiBaseUrl, path),
    headers: { authorization: `Bearer ${accessToken}`, "intercom-version": version },
    json,
  };
}
