import { createHmac } from "node:crypto";
import type { WebhookRequest } from "../channel.ts";
import { sameSecret } from "../same-secret.ts";
import type { TiktokSettings } from "./settings.ts";

/** TikTok repeats events for 72 hours, perhaps with the first signature. A replay within it has a known id. */
const oldestSeconds = 73 * 3_600;
const aheadSeconds = 300;

/** Whether TikTok signed these bytes with the app's secret; `now` in epoch milliseconds. */
export function isSignedByTiktok(
  { headers, body }: WebhookRequest,
  { appSecret }: TiktokSettings,
  now: number,
): boolean {
  const parts = (headers["tiktok-signature"] ?? "").split(",").map((part) => part.trim());
  const partOf = (name: string) =>
    parts.find((part) => part.startsWith(`${name}=`))?.slice(name.length + 1);
  const time = partOf("t") ?? "";
  const age = now / 1_000 - Number(time);
  if (appSecret === "" || !/^\d{1,12}$/.test(time) || age > oldestSeconds || age < -aheadSeconds) {
    return false;
  }
  const expected = createHmac("sha256", appSecret).update(`${time}.`).update(body).digest("hex");
  return sameSecret(partOf("s"), expected);
}
