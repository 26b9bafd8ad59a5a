import { addressBelow } from "../address-below.ts";
import type { HttpCall } from "../channel.ts";

interface GraphAccess {
  readonly apiBaseUrl: string;
  readonly apiVersion: string;
}

/** A call of Meta's Graph API; the token travels as a header so that it never shows in an address. */
export function graphCall(
  { apiBaseUrl, apiVersion }: GraphAccess,
  token: string,
  method: HttpCall["method"],
  path: string,
  json?: unknown,
): HttpCall {
  return {
    method,
    url: addressBelow(apiBaseUrl, `${apiVersion}/${path}`),
    headers: { authorization: `Bearer ${token}` },
    json,
  };
}
