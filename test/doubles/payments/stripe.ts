import { createHmac } from "node:crypto";
import { first, matching, oneOf, shape, text, webAddress } from "../check.ts";
import type { ReceivedCall, Verdict } from "../double.ts";
import type { PaymentPage, Provider } from "./payment-double.ts";

const secretKey = "sk_test_chatloom";
const webhookSecret = "whsec_test_secret";

interface Session {
  readonly id: string;
  readonly units: number;
  readonly currency: string;
  readonly description: string;
  readonly created: number;
  readonly expiresAt: number;
  paid: number;
  status: "open" | "complete" | "expired";
  payment: "unpaid" | "paid";
  failed: boolean;
}

const item = "line_items[0]";
const sessionShape = shape({
  mode: oneOf("payment"),
  [`${item}[quantity]`]: matching(/^[1-9]\d{0,5}$/),
  [`${item}[price_data][currency]`]: matching(/^[a-z]{3}$/),
  [`${item}[price_data][unit_amount]`]: matching(/^[1-9]\d{0,11}$/),
  [`${item}[price_data][product_data][name]`]: text(250),
  "client_reference_id?": matching(/^[\w-]{1,200}$/),
  "metadata[payment]?": text(500),
  "expires_at?": matching(/^\d{10}$/),
  success_url: webAddress,
  "cancel_url?": webAddress,
});

/** Stripe: Checkout Sessions, the account, and signed events. */
export const stripeProvider: Provider = ({ now, url }) => {
  const sessions: Session[] = [];
  const keys = new Map<string, { readonly raw: string; readonly verdict: Verdict }>();
  let ids = 0;
  const seconds = () => Math.floor(now() / 1_000);

  function answer(call: ReceivedCall): Verdict {
    if (call.headers.authorization !== `Bearer ${secretKey}`) {
      return refused(401, "Invalid API Key provided");
    }
    if (!/^\d{4}-\d{2}-\d{2}$/.test(call.headers["stripe-version"] ?? "")) {
      return refused(400, "Pin the version of the API");
    }
    if (call.method === "GET" && call.path === "/v1/account") {
      return ok({
        id: "acct_1",
        charges_enabled: true,
        settings: { dashboard: { display_name: "Bike shop" } },
      });
    }
    if (call.method === "POST" && call.path === "/v1/checkout/sessions") {
      return once(call, () => begin(call));
    }
    const [, id = "", action] =
      /^\/v1\/checkout\/sessions\/([^/]+)(\/expire)?$/.exec(call.path) ?? [];
    const session = sessions.find((it) => it.id === id);
    if (!session) {
      return refused(404, `No such checkout.session: '${id}'`);
    }
    lapse(session);
    if (action === undefined) {
      return call.method === "GET" ? ok(shown(session)) : refused(405, "Use GET");
    }
    if (session.status !== "open") {
      const message = `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${session.status}`;
      return { status: 400, body: { error: { type: "invalid_request_error", message } } };
    }
    session.status = "expired";
    return ok(shown(session));
  }

  /** The same key gives the same answer; with other parameters it is refused. */
  function once(call: ReceivedCall, act: () => Verdict): Verdict {
    const key = call.headers["idempotency-key"];
    if (key === undefined || key.length > 255) {
      return refused(400, "Give an idempotency key of at most 255 characters");
    }
    const known = keys.get(key);
    if (known) {
      return known.raw === call.raw
        ? known.verdict
        : refused(400, "Keys for idempotent requests can only be used with the same parameters");
    }
    const verdict = act();
    keys.set(key, { raw: call.raw, verdict });
    return verdict;
  }

  function begin(call: ReceivedCall): Verdict {
    const form = Object.fromEntries(new URLSearchParams(call.raw));
    const ends = Number(form.expires_at ?? seconds() + 86_400);
    const problem = first([
      call.headers["content-type"]?.startsWith("application/x-www-form-urlencoded")
        ? undefined
        : "the body must be a form",
      sessionShape(form, "session"),
      ends >= seconds() + 1_800 && ends <= seconds() + 86_400
        ? undefined
        : "expires_at must be 30 minutes to 24 hours from now",
    ]);
    if (problem !== undefined) {
      return refused(400, problem);
    }
    const session: Session = {
      id: `cs_test_${String(++ids).padStart(6, "0")}`,
      units: Number(form[`${item}[price_data][unit_amount]`]),
      currency: form[`${item}[price_data][currency]`] ?? "",
      description: form[`${item}[price_data][product_data][name]`] ?? "",
      created: seconds(),
      expiresAt: ends,
      paid: 0,
      status: "open",
      payment: "unpaid",
      failed: false,
    };
    sessions.push(session);
    return ok(shown(session));
  }

  function shown(session: Session): Record<string, unknown> {
    const { id, currency, status, payment, created, expiresAt, units, paid } = session;
    return {
      id,
      object: "checkout.session",
      amount_total: paid || units,
      currency,
      created,
      expires_at: expiresAt,
      mode: "payment",
      status,
      payment_status: payment,
      url: status === "open" ? `${url()}/pay/${id}` : null,
    };
  }

  function lapse(session: Session): void {
    if (session.status === "open" && session.expiresAt <= seconds()) {
      session.status = "expired";
    }
  }

  function find(pageId: string): Session {
    const found = sessions.find((it) => it.id === pageId);
    if (!found) {
      throw new Error(`There is no session ${pageId}`);
    }
    lapse(found);
    return found;
  }

  function settle(session: Session, units = session.units): readonly unknown[] {
    Object.assign(session, { paid: units, status: "complete", payment: "paid" });
    return [event("checkout.session.completed", session)];
  }

  const event = (type: string, session: Session) => ({
    id: `evt_${++ids}`,
    object: "event",
    api_version: "2024-06-20",
    created: seconds(),
    type,
    livemode: false,
    data: { object: shown(session) },
  });

  return {
    platform: {
      type: "stripe",
      settings: (address) => ({ apiBaseUrl: address, secretKey, webhookSecret }),
      answer,
      envelope: (status) => ({ error: { type: "api_error", message: `Status ${status}` } }),
      isSend: ({ method }) => method === "POST",
      sign(body) {
        const t = seconds();
        const v1 = createHmac("sha256", webhookSecret).update(`${t}.${body}`).digest("hex");
        return { "stripe-signature": `t=${t},v1=${v1},v0=${"0".repeat(64)}` };
      },
    },
    pages: () => sessions.map(page),
    payer: {
      pays(pageId, units) {
        const session = find(pageId);
        if (session.status !== "open") {
          throw new Error(`${pageId} is ${session.status}`);
        }
        return settle(session, units);
      },
      paysTooLate: (pageId) => settle(find(pageId)),
      fails(pageId) {
        const session = find(pageId);
        session.status = "complete";
        session.failed = true;
        const completed = event("checkout.session.completed", session);
        return [completed, event("checkout.session.async_payment_failed", session)];
      },
    },
  };

  function page(session: Session): PaymentPage {
    lapse(session);
    const { id, units, currency, description, payment, failed, status } = session;
    const open = status === "open" ? "open" : "closed";
    const state = payment === "paid" ? "paid" : failed ? "failed" : open;
    return {
      id,
      url: `${url()}/pay/${id}`,
      units,
      currency: currency.toUpperCase(),
      description,
      state,
    };
  }
};

function ok(body: unknown): Verdict {
  return { status: 200, body };
}

function refused(status: number, message: string): Verdict {
  return {
    status,
    body: { error: { type: "invalid_request_error", message } },
    problem: message,
  };
}
