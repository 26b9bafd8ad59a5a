import { addressBelow } from "../address-below.ts";
import type { HttpCall } from "../channel.ts";
import type { ZaloSettings } from "./settings.ts";

/** Makes a call of the OA API; the token travels in its own header. */
export function zaloCall(
  settings: ZaloSettings,
  method: HttpCall["method"],
  path: string,
  json?: unknown,
): HttpCall {
  return {
    method,
    url: addressBelow(settings.apiBaseUrl, path),
    headers: zaloHeaders(settings),
    json,
  };
}

/** The header that says who calls. */
export function zaloHeaders({ accessToken = "" }: ZaloSettings): Record<string, string> {
  return { access_token: accessToken };
}

/** A path with its parameters, which the OA API takes as one JSON text. */
export function zaloQuery(path: string, data: object): string {
  return `${path}?data=${encodeURIComponent(JSON.stringify(data))}`;
}
