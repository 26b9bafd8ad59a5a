import { createHmac } from "node:crypto";
import { first, matching, oneOf, shape, text, webAddress } from "../check.ts";
import type { ReceivedCall, Verdict } from "../double.ts";
import type { PaymentPage, Provider } from "./payment-double.ts";

const appId = "2553";
const key1 = "key1_for_tests";
const key2 = "key2_for_tests";

interface Order {
  readonly id: string;
  readonly units: number;
  readonly description: string;
  readonly user: string;
  readonly expiresAt: number;
  paid: number;
  state: "open" | "paid" | "failed";
}

const orderShape = shape({
  app_id: oneOf(appId),
  app_trans_id: matching(/^\d{6}_[\w.-]{1,33}$/),
  app_user: text(50),
  app_time: matching(/^\d{13}$/),
  amount: matching(/^[1-9]\d{3,11}$/),
  item: oneOf("[]"),
  embed_data: matching(/^\{.*\}$/),
  description: text(256),
  bank_code: oneOf("", "zalopayapp", "CC"),
  "expire_duration_seconds?": matching(/^\d{3,7}$/),
  "callback_url?": webAddress,
  mac: matching(/^[0-9a-f]{64}$/),
});
const queryShape = shape({
  app_id: oneOf(appId),
  app_trans_id: text(40),
  mac: matching(/^[0-9a-f]{64}$/),
});

/** ZaloPay: the order API, version 2, and signed callbacks. It refuses with status 200 and a code. */
export const zalopayProvider: Provider = ({ now, url }) => {
  const orders: Order[] = [];

  function answer({ method, path, raw, headers }: ReceivedCall): Verdict {
    const form = Object.fromEntries(new URLSearchParams(raw));
    if (method !== "POST" || !headers["content-type"]?.startsWith("application/x-www-form")) {
      return refused(-401, "Post a form");
    }
    switch (path) {
      case "/v2/create":
        return create(form);
      case "/v2/query":
        return query(form);
      default:
        return { status: 404, body: { message: "Not found" }, problem: `no ${path}` };
    }
  }

  function create(form: Record<string, string>): Verdict {
    const { app_trans_id: id = "", app_user: user = "", amount = "", app_time: time = "" } = form;
    const { embed_data: embed = "", item = "", expire_duration_seconds: seconds = "900" } = form;
    const problem = orderShape(form, "order");
    if (problem !== undefined) {
      return refused(-401, problem);
    }
    if (form.mac !== sign(key1, [appId, id, user, amount, time, embed, item].join("|"))) {
      return refused(-402, "The signature is wrong");
    }
    const wrong = first([
      Math.abs(Number(time) - now()) < 15 * 60_000 ? undefined : "app_time is not now",
      id.startsWith(dayInVietnam(now())) ? undefined : "app_trans_id must begin with today",
      Number(seconds) >= 300 && Number(seconds) <= 2_592_000
        ? undefined
        : "expire_duration_seconds must be 300 to 2592000",
    ]);
    if (wrong !== undefined) {
      return refused(-401, wrong);
    }
    if (orders.some((it) => it.id === id)) {
      return said(2, -68, "Mã giao dịch bị trùng");
    }
    const expiresAt = now() + Number(seconds) * 1_000;
    const { description = "" } = form;
    orders.push({
      id,
      units: Number(amount),
      description,
      user,
      expiresAt,
      paid: 0,
      state: "open",
    });
    return said(1, 1, "Giao dịch thành công", { order_url: page(id), zp_trans_token: `ZP${id}` });
  }

  function query(form: Record<string, string>): Verdict {
    const problem = queryShape(form, "query");
    const { app_trans_id: id = "" } = form;
    if (problem !== undefined) {
      return refused(-401, problem);
    }
    if (form.mac !== sign(key1, `${appId}|${id}|${key1}`)) {
      return refused(-402, "The signature is wrong");
    }
    const order = orders.find((it) => it.id === id);
    if (!order) {
      return said(2, -101, "Không tìm thấy giao dịch");
    }
    switch (order.state) {
      case "paid":
        return said(1, 1, "Giao dịch thành công", { amount: order.paid, zp_trans_id: 1 });
      case "failed":
        return said(2, -49, "Giao dịch thất bại");
      default:
        return order.expiresAt <= now()
          ? said(2, -54, "Giao dịch hết hạn")
          : said(3, -49, "Giao dịch chưa được thực hiện", { is_processing: false });
    }
  }

  function find(pageId: string): Order {
    const found = orders.find((it) => it.id === pageId);
    if (!found) {
      throw new Error(`There is no order ${pageId}`);
    }
    return found;
  }

  function settle(order: Order, units = order.units): readonly unknown[] {
    Object.assign(order, { state: "paid", paid: units });
    return [callbackOf(order, now())];
  }

  const page = (id: string) => `${url()}/openinapp?order=${id}`;

  return {
    platform: {
      type: "zalopay",
      settings: (address) => ({ apiBaseUrl: address, appId, key1, key2 }),
      answer,
      envelope: (status) => ({
        return_code: 2,
        sub_return_code: -500,
        return_message: `${status}`,
      }),
      isSend: ({ path }) => path === "/v2/create",
      // The signature is in the body.
      sign: () => ({}),
    },
    pages: () =>
      orders.map((it): PaymentPage => {
        const { id, units, description, state } = it;
        const closed = state === "open" && it.expiresAt <= now();
        const shown = closed ? "closed" : state;
        return { id, url: page(id), units, currency: "VND", description, state: shown };
      }),
    payer: {
      pays(pageId, units) {
        const order = find(pageId);
        if (order.state !== "open" || order.expiresAt <= now()) {
          throw new Error(`${pageId} can no longer be paid`);
        }
        return settle(order, units);
      },
      paysTooLate: (pageId) => settle(find(pageId)),
      fails(pageId) {
        find(pageId).state = "failed";
        // ZaloPay tells of what was paid only.
        return [];
      },
    },
  };
};

function callbackOf({ id, paid, user }: Order, at: number): unknown {
  const data = JSON.stringify({
    app_id: Number(appId),
    app_trans_id: id,
    app_time: at,
    app_user: user,
    amount: paid,
    embed_data: "{}",
    item: "[]",
    zp_trans_id: 250801000000123,
    server_time: at,
    channel: 38,
    merchant_user_id: "u",
  });
  return { data, mac: sign(key2, data), type: 1 };
}

function sign(key: string, value: string): string {
  return createHmac("sha256", key).update(value).digest("hex");
}

function dayInVietnam(at: number): string {
  return new Date(at + 7 * 3_600_000).toISOString().slice(2, 10).replaceAll("-", "");
}

function said(code: number, sub: number, message: string, more: object = {}): Verdict {
  const body = {
    return_code: code,
    return_message: message,
    sub_return_code: sub,
    sub_return_message: message,
    ...more,
  };
  return { status: 200, body };
}

function refused(sub: number, problem: string): Verdict {
  return { ...said(2, sub, problem), problem };
}
