import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { build, docs, isStale } from "../../scripts/parts.mjs";
import { accessibilityViolations } from "./accessibility-violations.ts";
import { chromium, openStage, type Stage } from "./stage.ts";

describe.skipIf(chromium === undefined)("the documentation at /docs", () => {
  let stage: Stage;
  let page: Page;

  beforeAll(async () => {
    if (isStale(docs)) {
      await build(docs);
    }
    stage = await openStage();
    page = await stage.open();
  });
  afterAll(() => stage?.close());

  test("opens in the reader's language, and changes it on the same page", async () => {
    await page.goto(`${stage.world.url}/docs`);
    expect(page.url()).toBe(`${stage.world.url}/docs/en/`);
    await page.goto(`${stage.world.url}/docs/en/inbox`);
    await page.getByRole("heading", { level: 1, name: "The inbox" }).waitFor();
    await page.getByRole("button", { name: "Change language" }).hover();
    await page.getByRole("link", { name: "Tiếng Việt" }).click();
    await page.waitForURL("**/docs/vi/inbox");
    expect(await page.locator("html").getAttribute("lang")).toBe("vi");
  });

  test("finds words in all pages without asking another server", async () => {
    await page.goto(`${stage.world.url}/docs/en/`);
    await page.getByRole("button", { name: "Search" }).click();
    await page.getByRole("searchbox").fill("double opt-in");
    const first = page.getByRole("option").first();
    await first.waitFor();
    await first.getByRole("link").click();
    await page.waitForURL("**/docs/en/audience**");
  });

  test("breaks no rule of the content policy and has no broken file", () => {
    expect(stage.complaints).toEqual([]);
  });

  test("can be read by everyone", async () => {
    await page.goto(`${stage.world.url}/docs/en/channels/whatsapp`);
    expect(await accessibilityViolations(page)).toEqual([]);
  });
});
