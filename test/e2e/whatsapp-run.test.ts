import { afterEach, beforeEach, expect, test } from "vitest";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { routes } from "../support/world.ts";
import { flowOf, keyword, publish, say } from "../turns/publish-test-flow.ts";
import { chromium, openStage, type Stage } from "./stage.ts";

let stage: Stage;
let whatsapp: Double;
beforeEach(async () => {
  if (!chromium) {
    return;
  }
  whatsapp = await startDouble("whatsapp");
  stage = await openStage();
  await publish(
    stage.world,
    flowOf(
      "Greeting",
      { start: keyword("hello"), one: say("Good day!"), two: say("What is it?") },
      ["start.next > one", "one.next > two"],
    ),
  );
});
afterEach(async () => {
  await stage?.close();
  await whatsapp?.close();
});

test.skipIf(!chromium)(
  "WhatsApp is connected, runs the flow, fails once and sends again",
  async () => {
    const { world } = stage;
    const page = await stage.open("owner");
    await page.goto(`${world.url}/channels`);
    await page.getByRole("link", { name: "Connect WhatsApp" }).click();
    const { phoneNumberId, accessToken, appSecret, apiBaseUrl } = whatsapp.settings;
    await page.getByLabel("Phone number ID").fill(phoneNumberId ?? "");
    await page.getByLabel(/^Access token/).fill(accessToken ?? "");
    await page.getByLabel(/^App secret/).fill(appSecret ?? "");
    await page.getByRole("button", { name: "More settings" }).click();
    await page.getByLabel("API address").fill(apiBaseUrl ?? "");
    await page.getByRole("button", { name: "Connect", exact: true }).click();
    await page.getByText("WhatsApp is connected.").waitFor();
    await page.getByRole("button", { name: "Check the credentials" }).click();
    await page.getByText("These are the credentials of").waitFor();
    const webhook = await page.getByRole("textbox", { name: "Webhook address" }).inputValue();
    const { pathname } = new URL(webhook);

    expect(
      await whatsapp.deliver(world.url + pathname, {
        kind: "text",
        from: "4915112345678",
        text: "hello",
      }),
    ).toBe(200);
    await page.getByRole("link", { name: /Live chat/ }).click();
    await page
      .getByRole("listitem")
      .getByRole("link", { name: /Ana Test/ })
      .click();
    const thread = page.getByRole("log");
    await thread.getByText("What is it?").waitFor();
    expect(whatsapp.sends.map((it) => (it.body as { text: { body: string } }).text.body)).toEqual([
      "Good day!",
      "What is it?",
    ]);

    whatsapp.fail({
      kind: "answer",
      status: 400,
      body: { error: { code: 131026, message: "Message undeliverable" } },
    });
    await page.getByRole("button", { name: "Take over" }).first().click();
    await page.getByPlaceholder("Write a reply…").fill("Can you read this?");
    await page.keyboard.press("Enter");
    await thread
      .getByRole("alert")
      .getByText(/undeliverable/i)
      .waitFor();

    await page.getByRole("link", { name: /Alerts/ }).click();
    await page.getByRole("button", { name: /Can you read this\?/ }).click();
    await page.getByRole("button", { name: "Send again" }).click();
    await page.getByText("Everything was delivered").waitFor();
    await expect
      .poll(() => whatsapp.sends.map((it) => (it.body as { text: { body: string } }).text.body))
      .toEqual(["Good day!", "What is it?", "Can you read this?"]);
    await page.getByRole("link", { name: "Ana Test" }).first().click();
    const reply = thread.getByRole("article").filter({ hasText: "Can you read this?" });
    await reply.getByRole("img", { name: "Sent" }).waitFor();
    expect(await thread.getByRole("alert").count()).toBe(0);
    expect(stage.complaints).toEqual([]);
    expect((await world.call(routes.operations.listDeadLetters)).items).toEqual([]);
  },
);
