import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { Value } from "typebox/value";
import { describe, expect, test } from "vitest";
import { channels } from "../../server/src/channels/index.ts";
import { refusalOf } from "../../server/src/channels/refusal-of.ts";
import { desks } from "../../server/src/desks/index.ts";
import { paymentProviderOf, paymentProviders } from "../../server/src/payments/index.ts";
import type { LinkRequest, PaymentProvider } from "../../server/src/payments/payment-provider.ts";
import { zalopayMac } from "../../server/src/payments/zalopay/call.ts";
import { paymentDoubleTypes } from "../doubles/payments/start-payments.ts";
import { expectSameGuides } from "./expect-same-guides.ts";
import { samplePaymentSettings } from "./payment-samples.ts";

const now = 1_754_000_000_000;
type Type = keyof typeof paymentProviders;
const types = Object.keys(paymentProviders) as Type[];
const request: LinkRequest = {
  paymentId: "65a1b2c3d4e5f60718293a4b.7:0",
  attempt: 1,
  units: 50_000,
  currency: "VND",
  description: "Đơn hàng 7 🚲",
  payerId: "65a1b2c3d4e5f60718293a4c",
  at: now,
  createdAt: now,
  expiresAt: now + 3_600_000,
  callbackUrl: "https://bot.example.org/webhooks/x/y",
  returnUrl: "https://bot.example.org/payments/done",
};
const post = { method: "POST", url: "/", query: {} };

test("every payment provider has a double, and a type that no channel or helpdesk has", () => {
  expect([...paymentDoubleTypes].sort()).toEqual([...types].sort());
  expect(types.filter((it) => it in channels || it in desks)).toEqual([]);
  for (const type of ["", "constructor", "__proto__", "cash"]) {
    expect(paymentProviderOf(type)).toBeUndefined();
  }
});

describe.each(types)("%s", (type) => {
  const provider = paymentProviderOf(type) as PaymentProvider;
  const settings = samplePaymentSettings[type];
  const fixtures = new URL(`../../server/src/payments/${type}/fixtures/`, import.meta.url);
  const recorded = readdirSync(fixtures).map((file) => ({
    file,
    ...JSON.parse(readFileSync(new URL(file, fixtures), "utf8")),
  }));

  test("declares settings that fit their schema and are read from the environment", () => {
    expect(provider.type).toBe(type);
    expect([...Value.Errors(provider.settings, settings)]).toEqual([]);
    for (const name of Object.keys(provider.environment)) {
      expect(Object.keys(provider.settings.properties)).toContain(name);
    }
  });

  test("tells in every language how to connect it", () => {
    expectSameGuides(provider.guide);
  });

  test.each(recorded)("understands $file", ({ body, events }) => {
    expect(JSON.parse(JSON.stringify(provider.parse(body, settings, now)))).toEqual(events);
  });

  test("parses nothing from a body it does not know, and no junk as a payment", () => {
    for (const body of [undefined, null, 1, "", "text", true, [], {}, [[]], { object: 1 }]) {
      expect(provider.parse(body, settings, now)).toEqual([]);
    }
    fc.assert(
      fc.property(fc.constantFrom(...recorded), fc.anything(), fc.nat(), ({ body }, waste, at) => {
        const keys = Object.keys(body);
        const spoilt = { ...body, [String(keys[at % keys.length])]: waste };
        for (const event of provider.parse(spoilt, settings, now)) {
          expect(event.id).toMatch(/^[\s\S]+$/);
          expect(Number.isSafeInteger(event.at)).toBe(true);
          if (event.kind === "payment") {
            expect(Number.isSafeInteger(event.units)).toBe(true);
            expect(event.currency).toMatch(/^[A-Z]{3}$/);
          }
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test("accepts nothing that is not signed, and nothing at all without a secret", () => {
    const bodies = ["", "null", "[]", "{}", '{"data":"{}","mac":""}', '{"data":1,"mac":1}', "\0"];
    const values = [
      "",
      "t=1,v1=",
      `t=${now / 1_000},v1=`,
      `t=${now / 1_000},v1=ä`,
      "x".repeat(9_000),
    ];
    for (const body of bodies) {
      for (const value of values) {
        const headers = { "stripe-signature": value };
        const strange = { ...post, headers, body: Buffer.from(body) };
        expect(provider.verify(strange, settings, now)).toBe(false);
        const empty = Object.fromEntries(
          Object.entries(settings).map(([name, given]) => [
            name,
            /[sS]ecret|key/.test(name) ? "" : given,
          ]),
        );
        expect(provider.verify(strange, empty as never, now)).toBe(false);
      }
    }
  });

  test("makes the same call for the same payment, below its API's address", () => {
    const call = provider.createLink(request, settings);
    expect(provider.createLink(request, settings)).toEqual(call);
    const calls = [
      call,
      provider.askState("250801_1", settings),
      ...(provider.closeLink ? [provider.closeLink("../x", settings)] : []),
    ];
    for (const { url, form } of calls) {
      expect(url.startsWith(`${settings.apiBaseUrl}/v`)).toBe(true);
      expect(url).not.toContain("../");
      for (const secret of ["key1", "key2", "secretKey"] as const) {
        const value = (settings as Record<string, string>)[secret] ?? "never";
        expect(url + JSON.stringify(form ?? {})).not.toContain(value);
      }
    }
  });

  test("knows the decimals of what it takes", () => {
    expect(provider.unitDigits("VND")).toBe(0);
    expect(provider.unitDigits("XYZ")).toBeUndefined();
    for (const currency of provider.currencies ?? ["USD", "KWD", "JPY"]) {
      expect(provider.unitDigits(currency)).toBeGreaterThanOrEqual(0);
    }
  });

  test("tries again what is busy, and nothing that is refused", () => {
    const kindOf = (status: number, body: unknown = {}) =>
      refusalOf(provider, { status, headers: {}, body })?.kind;
    for (const status of [429, 500, 502, 503, 504]) {
      expect(kindOf(status)).toBe("busy");
    }
    for (const status of [401, 403]) {
      expect(kindOf(status)).toBe("auth");
    }
    expect(kindOf(404)).toBe("content");
    expect(kindOf(200)).toBeUndefined();
  });

  test("finds no link and no state in nonsense", () => {
    fc.assert(
      fc.property(fc.anything({ maxDepth: 2 }), (body) => {
        const reply = { status: 200, headers: {}, body };
        provider.readReply(reply);
        provider.identify?.read(reply);
        expect(provider.readLink(reply, request)).toBeUndefined();
        expect(provider.readState(reply)).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });
});

describe("Stripe's signature", () => {
  const body = '{"id":"evt_1","object":"event","type":"checkout.session.completed"}';
  const good = "0edb401310776b6df20722ccf3f433c0d5753c97b977dd3113dcf8f80c71d4e4";
  const check = (signature: string, at = now, sent = body) =>
    paymentProviders.stripe.verify(
      { ...post, headers: { "stripe-signature": signature }, body: Buffer.from(sent) },
      samplePaymentSettings.stripe,
      at,
    );

  test.each([
    ["as it is", `t=1754000000,v1=${good}`, true],
    ["of one of two secrets", `t=1754000000,v1=${"0".repeat(64)},v1=${good}`, true],
    ["of another scheme", `t=1754000000,v0=${good}`, false],
    ["with another time", `t=1754000001,v1=${good}`, false],
    ["without a time", `v1=${good}`, false],
    ["in capital letters", `t=1754000000,v1=${good.toUpperCase()}`, false],
    ["of another body", `t=1754000000,v1=${good.replace("0e", "1e")}`, false],
  ])("%s", (_, signature, expected) => {
    expect(check(signature)).toBe(expected);
  });

  test("holds for five minutes", () => {
    expect(check(`t=1754000000,v1=${good}`, now + 300_000)).toBe(true);
    expect(check(`t=1754000000,v1=${good}`, now - 300_000)).toBe(true);
    expect(check(`t=1754000000,v1=${good}`, now + 301_000)).toBe(false);
    expect(check(`t=1754000000,v1=${good}`, now - 301_000)).toBe(false);
    expect(check(`t=1754000000,v1=${good}`, now, `${body} `)).toBe(false);
  });
});

describe("ZaloPay", () => {
  const { zalopay } = paymentProviders;
  const settings = samplePaymentSettings.zalopay;

  test("signs an order by key 1", () => {
    const { form = {} } = zalopay.createLink(request, settings);
    const parts = [
      "app_id",
      "app_trans_id",
      "app_user",
      "amount",
      "app_time",
      "embed_data",
      "item",
    ];
    expect(Object.keys(form)).toEqual(expect.arrayContaining([...parts, "mac", "callback_url"]));
    expect(form.app_trans_id).toMatch(/^250801_[0-9a-f]{24}$/);
    expect(zalopayMac("key1_for_tests", ...parts.map((it) => form[it] ?? ""))).toBe(form.mac);
    // The vector of the facts.
    const vector = [
      "2553",
      "250801_ord77",
      "user-42",
      "50000",
      "1754000000000",
      '{"redirecturl":"https://shop.example.com/done"}',
      "[]",
    ];
    expect(zalopayMac("key1_for_tests", ...vector)).toBe(
      "96ae5426e11e91e18034b39a69a7a1c873e99f5150a9be3c9363788a4d342993",
    );
  });

  test("numbers orders by the day in Vietnam, and gives a further attempt an id of its own", () => {
    const at = Date.parse("2025-12-31T17:30:00Z");
    const idOf = (attempt: number) =>
      zalopay.createLink({ ...request, attempt, createdAt: at, at }, settings).form?.app_trans_id;
    expect(idOf(1)).toMatch(/^260101_/);
    expect(idOf(2)).toBe(`${idOf(1)}_2`);
  });

  test.each([
    [
      { return_code: 1, amount: 50_000 },
      { state: "paid", units: 50_000, currency: "VND" },
    ],
    [{ return_code: 1 }, undefined],
    [{ return_code: 3 }, { state: "open" }],
    [{ return_code: 2, sub_return_code: -54 }, { state: "closed" }],
    [{ return_code: 2, sub_return_code: -101 }, { state: "closed" }],
    [
      { return_code: 2, sub_return_code: -49 },
      { state: "failed", units: 0, currency: "VND" },
    ],
  ])("reads the state %j", (body, state) => {
    expect(zalopay.readState({ status: 200, headers: {}, body })).toEqual(state);
  });

  test.each([
    [-402, "auth"],
    [-401, "content"],
    [-68, "content"],
    [-429, "busy"],
    [-500, "busy"],
    [-999, "busy"],
  ])("takes the code %i as %s", (code, kind) => {
    const body = { return_code: 2, sub_return_code: code, sub_return_message: "no" };
    expect(refusalOf(zalopay, { status: 200, headers: {}, body })?.kind).toBe(kind);
  });
});
