import type { Role } from "@chatloom/api-schema";
import type { Flow } from "@chatloom/flows-schema";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { routes } from "../support/world.ts";
import { flowOf, keyword, say } from "../turns/publish-test-flow.ts";
import { barriers } from "./barriers.ts";
import { chromium, openStage, type Stage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  if (chromium) stage = await openStage();
});
afterAll(() => stage?.close());

const greeting = flowOf(
  "Greeting",
  { start: keyword("hi"), hello: say("Hello there"), bye: say("Good bye") },
  ["start.next > hello"],
);

/** Stores a flow and opens it. */
async function edit(
  draft: Flow,
  options: Parameters<Stage["open"]>[1] = {},
  role: Role = "owner",
): Promise<Page> {
  const { flows } = routes;
  const { id } = await stage.world.call(flows.createFlow, { body: { name: draft.name } });
  const params = { flowId: id };
  const { revision } = await stage.world.call(flows.readFlow, { params });
  await stage.world.call(flows.saveDraft, { params, body: { revision, draft } });
  const page = await stage.open(role, options);
  await page.goto(`${stage.world.url}/flows/${id}`);
  if (draft.nodes.length > 0) await page.locator(".react-flow__node").first().waitFor();
  else await page.locator(".react-flow__pane").waitFor();
  return page;
}

function card(page: Page, text: string): Locator {
  return page.locator(".react-flow__node").filter({ hasText: text }).first();
}

async function box(of: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const found = await of.boundingBox();
  if (!found) throw new Error("It is not on the screen");
  return found;
}

function details(page: Page): Locator {
  return page.getByRole("complementary", { name: "Details" });
}

describe.skipIf(!chromium)("the canvas", () => {
  test("puts steps where the pointer is, copies beside the original, and acts on several", async () => {
    const page = await edit(flowOf("Empty", {}, []), { viewport: { width: 1680, height: 1000 } });
    const palette = page.getByRole("complementary", { name: "Steps to add" });
    const pane = page.locator(".react-flow");
    const before = await box(pane);
    await palette
      .getByRole("button", { name: "Welcome", exact: true })
      .dragTo(pane, { targetPosition: { x: 300, y: 260 } });
    const first = await box(card(page, "Welcome"));
    expect(Math.abs(first.x + first.width / 2 - before.x - 300)).toBeLessThan(12);
    expect(Math.abs(first.y + 20 - before.y - 260)).toBeLessThan(12);

    await page.keyboard.press("Control+c");
    await page.mouse.move(before.x + 500, before.y + 600);
    await page.keyboard.press("Control+v");
    await page.keyboard.press("Control+v");
    const cards = page.locator(".react-flow__node");
    await expect.poll(() => cards.count()).toBe(3);
    const boxes = await Promise.all((await cards.all()).map(box));
    const [, second, third] = boxes;
    expect(Math.abs((second?.x ?? 0) + first.width / 2 - before.x - 500)).toBeLessThan(12);
    expect(Math.abs((third?.y ?? 0) - (second?.y ?? 0))).toBeGreaterThanOrEqual(first.height);

    await page.keyboard.press("Control+a");
    await details(page).getByRole("heading", { name: "3 steps selected" }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await details(page).getByRole("button", { name: "Align in a column" }).click();
    await expect
      .poll(
        async () =>
          new Set(await Promise.all((await cards.all()).map(async (it) => (await box(it)).x))).size,
      )
      .toBe(1);
    await cards.nth(1).click();
    await details(page).getByRole("heading", { name: "Welcome", level: 2 }).waitFor();
    expect(await page.locator(".react-flow__node.selected").count()).toBe(1);
    expect(stage.complaints).toEqual([]);
    await page.context().close();
  });

  test("is worked by keyboard: steps come before edges, the focus is seen, a new step is filled in at once", async () => {
    const page = await edit(greeting);
    const canvas = page.locator(".react-flow");
    const order = await canvas
      .locator(".react-flow__node, .react-flow__edge")
      .evaluateAll((all) => all.map((it) => it.classList.contains("react-flow__edge")));
    expect(order).toEqual([false, false, false, true]);
    await canvas.locator(".react-flow__node").first().focus();
    await page.keyboard.press("Tab");
    const ring = await page.evaluate(() => {
      const { outlineStyle, outlineWidth } = getComputedStyle(
        document.activeElement ?? document.body,
      );
      return `${outlineStyle} ${outlineWidth}`;
    });
    expect(ring).toBe("solid 3px");
    const focused = canvas.locator(".react-flow__edge:focus .react-flow__edge-path");
    for (let presses = 0; presses < 6 && (await focused.count()) === 0; presses++)
      await page.keyboard.press("Tab");
    expect(await focused.evaluate((path) => getComputedStyle(path).strokeWidth)).toBe("5px");

    await page.locator("body").press("/");
    await page.keyboard.type("question");
    await page.keyboard.press("Enter");
    await page.keyboard.type("Your name?");
    await card(page, "Your name?").waitFor();
    await page.context().close();
  });

  test("speaks Vietnamese throughout", async () => {
    await stage.world.call(routes.accounts.updateMe, { as: "editor", body: { language: "vi" } });
    const page = await edit(greeting, {}, "editor");
    await page.getByRole("button", { name: "Xem toàn bộ" }).waitFor();
    const spoken = await page
      .locator(".react-flow")
      .evaluate((canvas) =>
        [...canvas.querySelectorAll("[aria-label], [title], [id*=react-flow__]")].map(
          (it) => it.getAttribute("aria-label") ?? it.getAttribute("title") ?? it.textContent ?? "",
        ),
      );
    const english =
      /\b(zoom|fit|view|edge|node|press|enter or|mini|control panel|from|to connect)\b/i;
    expect(spoken.filter((it) => english.test(it.replace("React Flow attribution", "")))).toEqual(
      [],
    );
    await page.context().close();
  });
});
