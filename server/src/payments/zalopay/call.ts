import { createHmac } from "node:crypto";
import { addressBelow } from "../../channels/address-below.ts";
import type { HttpCall } from "../../channels/http-call.ts";
import type { ZalopaySettings } from "./settings.ts";

/** Hex of the HMAC-SHA256 over values joined by `|`. */
export function zalopayMac(key: string, ...values: readonly string[]): string {
  return createHmac("sha256", key).update(values.join("|")).digest("hex");
}

/** A call of ZaloPay's order API, version 2. */
export function zalopayCall(
  { apiBaseUrl }: ZalopaySettings,
  path: "create" | "query",
  form: Readonly<Record<string, string>>,
): HttpCall {
  return { method: "POST", url: addressBelow(apiBaseUrl, `v2/${path}`), form };
}
