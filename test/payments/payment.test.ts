import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { paymentDoubleTypes } from "../doubles/payments/start-payments.ts";
import { routes } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";
import { type PaymentStage, startPaymentStage } from "./payment-stage.ts";

const minute = 60_000;

describe.each(paymentDoubleTypes)("a payment through %s", (type) => {
  let stage: PaymentStage;
  beforeAll(async () => {
    stage = await startPaymentStage(type);
  });
  afterAll(() => stage.close());

  const listed = async () => {
    const params = { connectionId: stage.connectionId };
    return (await stage.world.call(routes.payments.listPayments, { params, query: {} })).items;
  };

  test("is checked with the provider, and names the account", async () => {
    const params = { channelId: stage.connectionId };
    const verdict = await stage.world.call(routes.channels.checkChannel, { params });
    expect(verdict).toMatchObject({ ok: true });
  });

  test("sends a link, and goes on once when the signed report comes, however often", async () => {
    const { buy, heard, provider, paymentHook } = stage;
    const page = await buy("ann");
    expect(page).toMatchObject({ units: 50_000, currency: "VND", description: "Bicycle bell" });
    const reports = provider.payer.pays(page.id);
    const answers = await provider.deliver(paymentHook, [...reports, ...reports, ...reports]);
    expect(new Set(answers.map((it) => it.status))).toEqual(new Set([200]));
    await until(() => heard("ann").includes("Thanks for 50000 VND"));
    expect(heard("ann")).toEqual(["Please pay", "Thanks for 50000 VND"]);
    expect((await listed())[0]).toMatchObject({
      contactName: "ann",
      amount: 50_000,
      state: "paid",
      late: false,
      reference: page.id,
    });
    expect(provider.refusals).toEqual([]);
  });

  test("believes nothing that is not signed", async () => {
    const { buy, heard, provider, paymentHook } = stage;
    const page = await buy("bob");
    const [report] = provider.payer.pays(page.id);
    const { headers, body } = provider.webhook({ kind: "raw", body: report });
    const signed = { method: "POST", headers, body };
    const forged = [
      { ...signed, body: body.replace("50000", "50001") },
      { ...signed, body: body.replace(/"mac":"."/, '"mac":"x') + (type === "stripe" ? " " : "x") },
      { method: "POST", headers: { "content-type": "application/json" }, body: "{}" },
    ];
    for (const request of forged) {
      expect((await fetch(paymentHook, request)).status).toBeGreaterThanOrEqual(400);
    }
    expect(heard("bob")).toEqual(["Please pay"]);
    expect((await fetch(paymentHook, signed)).status).toBe(200);
    await until(() => heard("bob").length === 2);
  });

  test("reports another sum than was asked for, and does not go on as paid", async () => {
    const { buy, heard, provider, paymentHook, alerts } = stage;
    const page = await buy("cat");
    await provider.deliver(paymentHook, provider.payer.pays(page.id, 1_000));
    await until(async () => (await alerts()).includes("payment.amount-differs"));
    expect(heard("cat")).toEqual(["Please pay"]);
    expect((await listed())[0]).toMatchObject({ state: "open" });
    expect((await listed())[0]?.problem).toMatch(/1000 VND/);
  });

  test("asks the provider when no report comes", async () => {
    const { buy, heard, provider, advance } = stage;
    const page = await buy("dan");
    provider.payer.pays(page.id);
    advance(3 * minute + 1_000);
    await until(() => heard("dan").length === 2);
    expect(heard("dan").at(-1)).toBe("Thanks for 50000 VND");
  });

  test("goes on through its own port when the bank refused", async () => {
    const { buy, heard, provider, paymentHook, advance } = stage;
    const page = await buy("fay");
    // ZaloPay reports only what was paid: there the next question tells.
    await provider.deliver(paymentHook, provider.payer.fails(page.id));
    advance(3 * minute + 1_000);
    await until(() => heard("fay").length === 2);
    expect(heard("fay").at(-1)).toBe("It failed");
  });

  test("expires, and a late payment is recorded and reported", async () => {
    const { buy, heard, provider, paymentHook, advance, alerts } = stage;
    const page = await buy("gus");
    advance(61 * minute);
    await until(() => heard("gus").includes("Too late"), 15_000);
    expect(provider.pages().find((it) => it.id === page.id)?.state).toBe("closed");
    expect(() => provider.payer.pays(page.id)).toThrow();
    await provider.deliver(paymentHook, provider.payer.paysTooLate(page.id));
    await until(async () => (await alerts()).includes("payment.unclaimed"));
    const found = (await listed()).find((it) => it.reference === page.id);
    expect(found).toMatchObject({ state: "paid", late: true });
    expect(heard("gus")).toEqual(["Please pay", "Too late"]);
  });

  test("takes the error port where the provider makes no link", async () => {
    const { write, heard, provider } = stage;
    provider.fail({ kind: "answer", status: 403 });
    await write("hal", "buy");
    await until(() => heard("hal").length === 1);
    expect(heard("hal")).toEqual(["No link: payment.not-allowed"]);
  });

  test("makes one link where the provider's answer was lost", async () => {
    const { buy, provider } = stage;
    const before = provider.pages().length;
    provider.fail({ kind: "drop", taken: true });
    await buy("ida");
    const made = provider.pages().slice(before);
    // ZaloPay does not give the link of an order again, so its order stays unseen.
    expect(made.length).toBe(type === "stripe" ? 1 : 2);
  });

  test("cannot be completed by the address for callbacks of other systems", async () => {
    const { buy, heard, world } = stage;
    await buy("jon");
    const [payment] = await listed();
    const token = `payment:${payment?.id}`;
    const problem = await world.refusal(routes.contacts.callBack, {
      params: { token },
      body: { state: "paid" },
    });
    expect(problem.status).toBe(404);
    expect(heard("jon")).toEqual(["Please pay"]);
  });
});
