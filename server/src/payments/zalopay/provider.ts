import type { HttpReply, SendResult } from "../../channels/channel.ts";
import { readByStatus } from "../../channels/read-by-status.ts";
import { number, object, text, webAddress } from "../../channels/read-json.ts";
import type { SendFailure } from "../../channels/send-failure.ts";
import { definePaymentProvider, type PaymentState } from "../payment-provider.ts";
import { zalopayGuide } from "./guide.ts";
import { appTransId, createOrder, queryOrder } from "./order.ts";
import { isSignedByZalopay, parseZalopayCallback } from "./parse-callback.ts";
import { ZalopaySettings } from "./settings.ts";

const minute = 60_000;

/** The meaning of `sub_return_code`, by ZaloPay's page "Status codes". Other codes are about the order, not the call. */
const refusals: Readonly<Record<number, SendFailure["kind"]>> = {
  [-68]: "content",
  [-401]: "content",
  [-402]: "auth",
  [-429]: "busy",
  [-500]: "busy",
  [-503]: "busy",
  [-999]: "busy",
};
const madeBefore = -68;
/** The order expired, or was never begun. */
const closedCodes: ReadonlySet<number> = new Set([-54, -101]);

/** ZaloPay's order API, version 2: an order with a payment page for each payment. */
export const zalopay = definePaymentProvider({
  type: "zalopay",
  title: "ZaloPay",
  icon: "qrcode",
  settings: ZalopaySettings,
  environment: {
    apiBaseUrl: "ZALOPAY_BASE_URL",
    appId: "ZALOPAY_APP_ID",
    key1: "ZALOPAY_KEY1",
    key2: "ZALOPAY_KEY2",
  },
  guide: zalopayGuide,
  verify: isSignedByZalopay,
  parse: parseZalopayCallback,
  respond: () => ({
    status: 200,
    contentType: "application/json",
    body: JSON.stringify({ return_code: 1, return_message: "success" }),
  }),
  account: ({ appId }) => appId,
  readReply,
  identify: {
    // An order that nobody made: the answer tells whether the signature is right.
    ask: (settings) => queryOrder("200101_chatloom", settings),
    read: (reply) => {
      const { return_code: code } = object(reply.body);
      return reply.status < 300 && typeof code === "number" && readReply(reply).ok
        ? { name: "ZaloPay" }
        : undefined;
    },
  },
  currencies: ["VND"],
  unitDigits: (currency) => (currency === "VND" ? 0 : undefined),
  linkMs: { shortest: 5 * minute, longest: 30 * 24 * 60 * minute },
  createLink: createOrder,
  readLink: ({ body }, request) => {
    const { return_code: code, sub_return_code: sub, order_url: url } = object(body);
    if (sub === madeBefore) {
      return "madeBefore";
    }
    const address = webAddress(url);
    return code === 1 && address !== undefined
      ? { reference: appTransId(request), url: address }
      : undefined;
  },
  askState: queryOrder,
  readState,
});

function readReply(reply: HttpReply): SendResult {
  if (reply.status >= 300) {
    return readByStatus("ZaloPay", reply, undefined);
  }
  const body = object(reply.body);
  const sub = number(body.sub_return_code);
  const kind = body.return_code === 1 || sub === undefined ? undefined : refusals[sub];
  if (kind === undefined) {
    return { ok: true, messageId: undefined };
  }
  const said = text(body.sub_return_message) ?? text(body.return_message) ?? String(sub);
  const message = `ZaloPay refused: ${said}`.slice(0, 500);
  return { ok: false, failure: { kind, code: String(sub), message } };
}

function readState({ body }: HttpReply): PaymentState | undefined {
  const { return_code: code, sub_return_code: sub, amount } = object(body);
  switch (code) {
    case 1:
      return Number.isSafeInteger(amount)
        ? { state: "paid", units: Number(amount), currency: "VND" }
        : undefined;
    case 2:
      return closedCodes.has(Number(sub))
        ? { state: "closed" }
        : { state: "failed", units: 0, currency: "VND" };
    case 3:
      return { state: "open" };
    default:
      return undefined;
  }
}
