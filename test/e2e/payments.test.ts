import { addressOf, pages } from "@chatloom/api-schema";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { PaymentDouble } from "../doubles/payments/payment-double.ts";
import { startPayments } from "../doubles/payments/start-payments.ts";
import { routes } from "../support/world.ts";
import { flowOf, keyword, publish, say } from "../turns/publish-test-flow.ts";
import { accessibilityViolations } from "./accessibility-violations.ts";
import { chromium, openStage, type Stage } from "./stage.ts";

let stage: Stage;
let zalopay: PaymentDouble;

beforeAll(async () => {
  if (chromium) {
    [stage, zalopay] = await Promise.all([openStage(), startPayments("zalopay")]);
  }
});
afterAll(async () => {
  await stage?.close();
  await zalopay?.close();
});

test.skipIf(!chromium)(
  "an admin connects a payment provider, tries the step, and a visitor pays",
  async () => {
    const { world } = stage;
    const page = await stage.open("admin");
    await page.goto(world.url + pages.channels);
    await page.getByRole("heading", { name: "Payments", exact: true }).waitFor();
    await page.getByRole("link", { name: "Connect ZaloPay" }).click();
    const { appId = "", key1 = "", key2 = "", apiBaseUrl = "" } = zalopay.settings;
    await page.getByLabel("ZaloPay app ID").fill(appId);
    await page.getByLabel("ZaloPay key 1").fill(key1);
    await page.getByLabel("ZaloPay key 2").fill(key2);
    await page.getByLabel("ZaloPay address").fill(apiBaseUrl);
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.getByRole("button", { name: "Connect", exact: true }).click();
    await page.getByRole("button", { name: "Check the credentials" }).click();
    await page.getByText("These are the credentials of ZaloPay.").waitFor();
    await page.getByText("Nobody was asked to pay yet").waitFor();
    const { items } = await world.call(routes.payments.listPaymentConnections);
    const { id: connectionId = "", webhookUrl = "" } = items[0] ?? {};

    const flowId = await publish(world, shop(connectionId));
    await page.goto(world.url + addressOf(pages.flow, { flowId }));
    await page.getByRole("button", { name: "Test", exact: true }).click();
    const simulator = page.getByRole("complementary", { name: "Test" });
    await simulator
      .getByRole("log")
      .getByRole("button", { name: /^Keyword/ })
      .click();
    const prompt = simulator.getByRole("group", { name: "Payment" });
    await prompt.getByText("The contact got a payment link").waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await prompt.getByRole("button", { name: "The link expires" }).click();
    await simulator.getByRole("log").getByText("Too late").waitFor();

    const visitor = await stage.visit();
    await visitor.getByRole("textbox").fill("buy");
    await visitor.getByRole("textbox").press("Enter");
    const link = visitor.getByRole("link", { name: "Pay now" });
    await link.waitFor();
    const paid = zalopay.pages()[0]?.id ?? "";
    expect(await link.getAttribute("href")).toBe(zalopay.pages()[0]?.url);
    const hook = world.url + new URL(webhookUrl).pathname;
    await zalopay.deliver(hook, zalopay.payer.pays(paid));
    await visitor.getByText("Thanks for 50000 VND").waitFor();

    await page.goto(world.url + addressOf(pages.channel, { channelId: connectionId }));
    await page.getByText("Bicycle bell").waitFor();
    await page.getByText("Paid", { exact: true }).waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    expect(stage.complaints).toEqual([]);
    expect(zalopay.refusals).toEqual([]);
  },
  120_000,
);

function shop(connectionId: string) {
  return flowOf(
    "Shop",
    {
      buy: keyword("buy"),
      pay: {
        type: "payment",
        data: {
          connectionId,
          amount: "50000",
          currency: "VND",
          description: "Bicycle bell",
          text: "A bell costs 50,000 dong.",
          button: "Pay now",
          expiry: { amount: 1, unit: "hours" },
          saveTo: "payment",
        },
      },
      thanks: say("Thanks for {{ payment.amount }} {{ payment.currency }}"),
      late: say("Too late"),
    },
    ["buy.next > pay", "pay.paid > thanks", "pay.expired > late"],
  );
}
