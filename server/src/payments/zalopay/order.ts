import { createHash } from "node:crypto";
import type { HttpCall } from "../../channels/http-call.ts";
import type { LinkRequest } from "../payment-provider.ts";
import { zalopayCall, zalopayMac } from "./call.ts";
import type { ZalopaySettings } from "./settings.ts";

const vietnamMs = 7 * 3_600_000;
/** The allowed range of `expire_duration_seconds`. */
const shortestSeconds = 300;

/** The id of an order: the day in Vietnam, and a part that follows from the payment. A further attempt gets an id of its own. */
export function appTransId({
  paymentId,
  attempt,
  createdAt,
}: Pick<LinkRequest, "paymentId" | "attempt" | "createdAt">): string {
  const day = new Date(createdAt + vietnamMs).toISOString().slice(2, 10).replaceAll("-", "");
  const own = createHash("sha256").update(paymentId).digest("hex").slice(0, 24);
  return `${day}_${own}${attempt > 1 ? `_${attempt}` : ""}`;
}

/** The call that makes an order. */
export function createOrder(request: LinkRequest, settings: ZalopaySettings): HttpCall {
  const { appId, key1 } = settings;
  const { units, description, at, expiresAt, returnUrl, callbackUrl } = request;
  const id = appTransId(request);
  const payer = request.payerId.slice(0, 50);
  const amount = String(units);
  const time = String(at);
  const embed = JSON.stringify({ redirecturl: returnUrl });
  const item = "[]";
  const seconds = Math.max(shortestSeconds, Math.ceil((expiresAt - at) / 1_000));
  return zalopayCall(settings, "create", {
    app_id: appId,
    app_trans_id: id,
    app_user: payer,
    app_time: time,
    amount,
    item,
    embed_data: embed,
    description: [...description].slice(0, 200).join(""),
    bank_code: "",
    expire_duration_seconds: String(seconds),
    callback_url: callbackUrl,
    mac: zalopayMac(key1, appId, id, payer, amount, time, embed, item),
  });
}

/** The call that asks what became of an order. */
export function queryOrder(id: string, settings: ZalopaySettings): HttpCall {
  const { appId, key1 } = settings;
  return zalopayCall(settings, "query", {
    app_id: appId,
    app_trans_id: id,
    mac: zalopayMac(key1, appId, id, key1),
  });
}
