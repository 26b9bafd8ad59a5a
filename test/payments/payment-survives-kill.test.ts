import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { paymentDoubleTypes } from "../doubles/payments/start-payments.ts";
import { until } from "../turns/connect-double.ts";
import { type ServerProcess, startProcess } from "../turns/server-process.ts";
import { type PaymentStage, startPaymentStage } from "./payment-stage.ts";

describe.each(paymentDoubleTypes)("a payment through %s, over kill -9", (type) => {
  let stage: PaymentStage;
  let server: ServerProcess | undefined;
  beforeAll(async () => {
    stage = await startPaymentStage(type);
    await stage.world.stop();
    server = await startProcess(stage.world);
  }, 60_000);
  afterAll(async () => {
    await server?.kill("SIGKILL");
    await stage.close();
  });

  test("has one link that the contact sees, sent once, and goes on once", async () => {
    const { provider, write, heard, paymentHook } = stage;
    // The server dies after the provider has made the link, and before it hears of it.
    provider.fail({ kind: "hang", taken: true });
    await write("ann", "buy");
    await until(() => provider.pages().length > 0, 15_000);
    await server?.kill("SIGKILL");
    server = await startProcess(stage.world);
    await until(() => heard("ann").includes("Please pay"), 30_000);
    const sent = JSON.stringify(stage.http.sends.at(-1)?.body);
    const [page, ...others] = provider.pages().filter((it) => sent.includes(`${it.url}"`));
    expect(others).toEqual([]);
    // Stripe answers the same call alike; ZaloPay makes another order, and nobody has seen the first.
    expect(provider.pages().length).toBe(type === "stripe" ? 1 : 2);
    const reports = provider.payer.pays(page?.id ?? "");
    const answers = await provider.deliver(paymentHook, reports);
    expect(answers.map((it) => it.status)).toEqual([200]);
    await server?.kill("SIGKILL");
    server = await startProcess(stage.world);
    await until(() => heard("ann").includes("Thanks for 50000 VND"), 30_000);
    await provider.deliver(paymentHook, reports);
    await sleep(500);
    expect(heard("ann")).toEqual(["Please pay", "Thanks for 50000 VND"]);
    expect(provider.refusals).toEqual([]);
  }, 120_000);
});
