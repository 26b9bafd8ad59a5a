import { afterAll, beforeAll, expect, test } from "vitest";
import { routes } from "../support/world.ts";
import { flowOf, keyword, publish, say } from "../turns/publish-test-flow.ts";
import { accessibilityViolations } from "./accessibility-violations.ts";
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

test.skipIf(!chromium)(
  "stands in the page or behind a link, and opens by itself where its rules say so",
  async () => {
    const { world } = stage;
    const { id: channelId } = await world.call(routes.channels.connectChannel, {
      body: {
        type: "web",
        name: "Rules",
        settings: { openOnPages: "/pricing", theme: "dark", side: "left" },
      },
    });
    const script = (more: string) =>
      `<script src="${world.url}/widget.js" data-channel="${channelId}"${more} async></script>`;
    const bubble = await openForeignSite(script(' data-language="ar"'));
    const visitor = await stage.open();
    await visitor.goto(bubble.url);
    const launcher = visitor.getByRole("button", { name: "فتح المحادثة" });
    await launcher.waitFor();
    await visitor.goto(`${bubble.url}/pricing`);
    const panel = visitor.getByRole("region", { name: "Rules" });
    await panel.waitFor();
    expect(await panel.evaluate((it) => getComputedStyle(it).direction)).toBe("rtl");
    expect(await panel.evaluate((it) => getComputedStyle(it).left)).toBe("20px");
    expect(await panel.evaluate((it) => getComputedStyle(it).backgroundColor)).toBe(
      "rgb(25, 27, 36)",
    );
    await visitor.keyboard.press("Escape");
    await panel.waitFor({ state: "detached" });
    // The rules open the chat once per visit.
    await visitor.reload();
    await launcher.waitFor();
    expect(await panel.count()).toBe(0);

    const inline = await openForeignSite(
      `<div id="chat" style="height: 500px"></div>${script(' data-mode="inline" data-target="#chat"')}`,
    );
    await visitor.goto(inline.url);
    await panel.waitFor();
    expect(await visitor.locator("#chat").getByRole("region").count()).toBe(1);
    expect(await visitor.getByRole("button", { name: "Open chat" }).count()).toBe(0);

    const popup = await openForeignSite(
      `<a href="#" data-chatloom="open"><b>Ask us</b></a>${script(' data-mode="popup"')}`,
    );
    await visitor.goto(popup.url);
    await visitor.waitForFunction(() => "Chatloom" in window);
    await visitor.waitForLoadState("networkidle");
    expect(await panel.count()).toBe(0);
    await visitor.getByText("Ask us").click();
    await panel.waitFor();

    const full = await stage.visit();
    await full.getByRole("main").waitFor();
    const size = await full.evaluate(() => {
      const script = performance
        .getEntriesByType("resource")
        .find((it) => it.name.endsWith("/widget.js"));
      return (script as PerformanceResourceTiming | undefined)?.encodedBodySize ?? 0;
    });
    expect(size).toBeGreaterThan(10_000);
    expect(size).toBeLessThanOrEqual(30_000);
    for (const site of [bubble, inline, popup]) {
      site.close();
    }
  },
);

test.skipIf(!chromium)(
  "a question for a date or a time offers the browser's picker, by keyboard, until it is answered",
  async () => {
    const { world } = stage;
    const ask = (text: string, expected: "date" | "time", saveTo: string) => ({
      type: "ask" as const,
      data: { text, expect: expected, saveTo, attempts: 2, retryText: "" },
    });
    const nodes = {
      start: keyword("book"),
      day: ask("Which day?", "date", "day"),
      hour: ask("What time?", "time", "hour"),
      done: say("Booked: {{ day }}, {{ hour }}"),
    };
    const edges = ["start.next > day", "day.next > hour", "hour.next > done"];
    await publish(world, flowOf("Booking", nodes, edges));
    const page = await stage.open();
    await page.setViewportSize({ width: 390, height: 700 });
    await page.goto(`${world.url}/chat/${await stage.webChannel()}?lang=vi`);
    await page.locator("textarea").fill("book");
    await page.keyboard.press("Enter");
    await page.getByLabel("Which day?", { exact: true }).fill("2028-02-29");
    expect(await accessibilityViolations(page)).toEqual([]);
    if (process.env.SHOTS) {
      await page.screenshot({ path: `${process.env.SHOTS}-picker.png` });
    }
    await page.getByRole("button", { name: /Which day\?$/ }).press("Enter");
    const hour = page.getByLabel("What time?", { exact: true });
    await hour.fill("09:05");
    await page.getByRole("button", { name: /What time\?$/ }).click();
    await page.getByRole("log").getByText("Booked: 2028-02-29, 09:05").waitFor();
    expect(await hour.count()).toBe(0);
  },
);
