import { addressBelow } from "../../channels/address-below.ts";
import type { FileUpload, HttpCall } from "../desk.ts";
import type { ChatwootSettings } from "./settings.ts";

/** A call below the account. */
export function chatwootCall(
  { apiBaseUrl, accountId, accessToken }: ChatwootSettings,
  method: HttpCall["method"],
  path: string,
  json?: unknown,
  upload?: FileUpload,
): HttpCall {
  return {
    method,
    url: addressBelow(apiBaseUrl, `api/v1/accounts/${accountId}/${path}`),
    headers: { api_access_token: accessToken },
    ...(json !== undefined && { json }),
    ...(upload && { upload }),
  };
}
