import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { chromium, openStage, type Stage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  if (chromium) {
    stage = await openStage();
  }
});
afterAll(() => stage?.close());

/** Describes the focused element, and whether its focus shows: by a ring, or by the caret of a text field. */
async function focus(page: Page): Promise<{ name: string; seen: boolean; step: boolean }> {
  return page.evaluate(() => {
    const it = document.activeElement as HTMLElement;
    const { outlineStyle, outlineWidth } = getComputedStyle(it);
    const label = (it as HTMLInputElement).labels?.[0]?.textContent;
    return {
      name:
        it === document.body
          ? ""
          : it.getAttribute("aria-label") || label || it.textContent || it.tagName.toLowerCase(),
      seen:
        it.matches("input, textarea, [contenteditable=true]") ||
        (outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2),
      step: it.matches(".react-flow__node"),
    };
  });
}

/** Waits until the focus is somewhere, and can be seen. */
async function isKept(page: Page): Promise<void> {
  await expect.poll(async () => (await focus(page)).name).not.toBe("");
  expect(await focus(page)).toMatchObject({ seen: true });
}

async function tabTo(page: Page, name: RegExp, key = "Tab"): Promise<void> {
  let ended = false;
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press(key);
    const at = await focus(page);
    // The focus begins on the canvas or before it, as the editor loads fast or slowly. Behind the canvas the page ends, once.
    if (at.name === "" && !ended) {
      ended = true;
      continue;
    }
    expect(at).toMatchObject({ seen: true, name: expect.stringMatching(/./) });
    if (name.test(at.name)) {
      return;
    }
  }
  throw new Error(`${name} was not reached by ${key}`);
}

/** Adds a step with "/", fills its first field in, and goes back to its card. */
async function addStep(page: Page, kind: string, text: string): Promise<void> {
  const before = await page.locator(".react-flow__node").count();
  await page.keyboard.press("/");
  await expect.poll(async () => (await focus(page)).name).toBe("Search steps");
  await page.keyboard.type(kind);
  await page.keyboard.press("Enter");
  await expect.poll(() => page.locator(".react-flow__node").count()).toBe(before + 1);
  await expect.poll(async () => (await focus(page)).name).not.toBe("Search steps");
  await isKept(page);
  await page.keyboard.type(text);
}

async function leaveForCard(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await expect.poll(() => focus(page)).toMatchObject({ step: true });
  await isKept(page);
}

test.skipIf(!chromium)("a flow is made, published and tried by keyboard alone", async () => {
  const page = await stage.open("owner");
  await page.goto(`${stage.world.url}/flows`);
  await page.getByRole("heading", { name: "Flows", exact: true }).waitFor();
  await tabTo(page, /^New flow$/);
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  await tabTo(page, /^Empty canvas/);
  await page.keyboard.press("Enter");
  await page.locator(".react-flow__pane").waitFor();
  await isKept(page);

  await tabTo(page, /^Name of the flow$/);
  await page.keyboard.press("Control+a");
  await page.keyboard.type("By keyboard");
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await focus(page)).name).toMatch(/Canvas/);
  await isKept(page);

  await addStep(page, "keyword", "hello");
  await page.keyboard.press("Enter");
  await leaveForCard(page);
  await addStep(page, "message", "Hi there");
  await leaveForCard(page);
  await addStep(page, "question", "Your name?");
  // Each step follows the one before; the last one is led back by hand.
  await tabTo(page, /^Next$/);
  await page.keyboard.type("Message");
  await page.getByRole("option").filter({ hasText: "Hi there" }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect.poll(() => page.locator(".react-flow__edge").count()).toBe(3);
  await isKept(page);
  await leaveForCard(page);

  // A removed step leaves the focus on the canvas.
  await addStep(page, "message", "Too much");
  await leaveForCard(page);
  await page.keyboard.press("Delete");
  await expect.poll(() => page.locator(".react-flow__node").count()).toBe(3);
  await expect.poll(async () => (await focus(page)).name).toMatch(/Canvas/);

  await tabTo(page, /^Publish$/, "Shift+Tab");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "Publish" }).waitFor();
  await tabTo(page, /^Publish$/);
  await page.keyboard.press("Enter");
  await page.getByText("Version 1 is published").waitFor();
  await isKept(page);
  await tabTo(page, /test page/i);
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await isKept(page);
  expect(stage.complaints).toEqual([]);
});

test.skipIf(!chromium)(
  "a file of another product is named, and the words stay in sight",
  async () => {
    const page = await stage.open("owner");
    await page.goto(`${stage.world.url}/flows`);
    await page.getByRole("button", { name: "New flow" }).first().click();
    await page.getByRole("dialog").getByRole("button", { name: "Import a file" }).click();
    await page
      .getByRole("dialog", { name: "Import a flow or a bot" })
      .locator("input[type=file]")
      .setInputFiles({
        name: "bot.json",
        mimeType: "application/json",
        buffer: Buffer.from(JSON.stringify({ nodes: [{ type: "n8n-nodes-base.set" }] })),
      });
    const alert = page.getByRole("dialog").getByRole("alert");
    await alert.filter({ hasText: "This is an export of n8n" }).waitFor();
    await alert.filter({ hasText: "Begin with a sample or an empty canvas" }).waitFor();
    await page.context().close();
  },
);
