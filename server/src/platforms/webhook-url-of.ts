import type { Config } from "../context/config.ts";
import { sign } from "../secrets/secret-box.ts";
import type { Platform } from "./platform.ts";

/** Returns the address that a platform is to call. Where the platform may not sign, the address carries the connection's token. */
export function webhookUrlOf(
  { publicUrl, secretKey }: Pick<Config, "publicUrl" | "secretKey">,
  { type, signs }: Platform,
  accountId: string,
): string {
  const address = `${publicUrl}/webhooks/${type}/${accountId}`;
  return signs ? `${address}?token=${sign(secretKey, webhookPurpose, accountId)}` : address;
}

/** The purpose of the tokens in webhook addresses, for `sign`. */
export const webhookPurpose = "webhook";
