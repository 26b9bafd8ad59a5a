import { afterAll, beforeAll, expect, test } from "vitest";
import { openForeignSite } from "./foreign-site.ts";
import { chromium, openStage, type Stage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  if (chromium) {
    stage = await openStage();
  }
});
afterAll(() => stage?.close());

test.skipIf(!chromium)(
  "the form says what it understood and shows the look; only allowed sites show a readable bubble",
  async () => {
    const { world } = stage;
    const channelId = await stage.webChannel();
    const script = `<script src="${world.url}/widget.js" data-channel="${channelId}" async></script>`;
    const [allowed, refused] = await Promise.all([
      openForeignSite(script),
      openForeignSite(script),
    ]);
    const owner = await stage.open("owner");
    await owner.goto(`${world.url}/channels/${channelId}`);
    const sites = owner.getByLabel("Websites that may show it");
    await sites.fill("shop");
    await owner.getByText("Not the address of a website: shop.").waitFor();
    await sites.fill(`Example.org, ${allowed.url.replace("http://", "")}/a/page`);
    await owner.getByText("example.org (also www.example.org)").waitFor();
    await owner.getByLabel("Colour").fill("#ffe000");
    await owner.getByLabel("Text beside the bubble").fill("Ask us");
    const preview = owner.frameLocator("iframe[title=Preview]");
    await expect
      .poll(() => preview.locator(".header").evaluate((it) => getComputedStyle(it).color))
      .toBe("rgb(0, 0, 0)");
    if (process.env.SHOTS) {
      await owner.screenshot({ path: `${process.env.SHOTS}-channel.png`, fullPage: true });
    }
    await owner.getByRole("button", { name: "Save changes" }).click();
    await expect
      .poll(() => sites.inputValue())
      .toBe(`example.org, ${allowed.url.replace("http://", "")}`);

    const page = await stage.open();
    await page.goto(allowed.url);
    const bubble = page.getByRole("button", { name: "Open chat: Ask us" });
    await bubble.waitFor();
    expect(await bubble.evaluate((it) => getComputedStyle(it).color)).toBe("rgb(0, 0, 0)");
    await page.goto(refused.url);
    await page.getByRole("heading", { name: "A shop" }).waitFor();
    // The refusal has arrived once the widget has stopped asking; the bubble must never have been there.
    await expect
      .poll(() => page.evaluate(() => performance.getEntriesByType("resource").length))
      .toBeGreaterThan(0);
    await page.waitForLoadState("networkidle");
    expect(await page.locator("#chatloom button").count()).toBe(0);

    const full = await stage.visit();
    await full.getByRole("main").getByRole("heading", { level: 1 }).waitFor();
    await full.getByPlaceholder("Write a message…").fill("Hello there");
    await full.keyboard.press("Enter");
    await full.getByRole("log").getByText("You:").waitFor({ state: "attached" });
    if (process.env.SHOTS) {
      await full.screenshot({ path: `${process.env.SHOTS}-full.png` });
    }
    allowed.close();
    refused.close();
  },
);
