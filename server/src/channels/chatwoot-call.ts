import { addressBelow } from "./address-below.ts";
import type { FileUpload, HttpCall } from "./http-call.ts";

/** The settings that a call needs. */
export interface ChatwootPlace {
  readonly apiBaseUrl: string;
  readonly accountId: string;
  readonly accessToken: string;
}

/** A call below the account. */
export function chatwootCall(
  { apiBaseUrl, accountId, accessToken }: ChatwootPlace,
  method: HttpCall["method"],
  path: string,
  json?: unknown,
  upload?: FileUpload,
): HttpCall {
  return {
    method,
    url: addressBelow(apiBaseUrl, `api/v1/accounts/${accountId}/${path}`),
    headers: { api_access_token: accessToken },
    json,
    upload,
  };
}
