import type { Role } from "@chatloom/api-schema";
import type { Flow } from "@chatloom/flows-schema";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeFlow } from "../bench/studio/make-flow.ts";
import { routes } from "../support/world.ts";
import { flowOf, keyword, say } from "../turns/publish-test-flow.ts";
import { accessibilityViolations } from "./accessibility-violations.ts";
import { chromium, openStage, type Stage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  if (chromium) {
    stage = await openStage();
  }
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
  if (draft.nodes.length > 0) {
    await page.locator(".react-flow__node").first().waitFor();
  } else {
    await page.locator(".react-flow__pane").waitFor();
  }
  return page;
}

function card(page: Page, text: string): Locator {
  return page.locator(".react-flow__node").filter({ hasText: text }).first();
}

async function box(of: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const found = await of.boundingBox();
  if (!found) {
    throw new Error("It is not on the screen");
  }
  return found;
}

/** Where something is once the canvas has come to rest. */
async function boxAtRest(page: Page, of: Locator): ReturnType<typeof box> {
  for (;;) {
    const before = await box(of);
    await page.waitForTimeout(250);
    const after = await box(of);
    if (after.x === before.x && after.y === before.y && after.width === before.width) {
      return after;
    }
  }
}

function details(page: Page): Locator {
  return page.getByRole("complementary", { name: "Details" });
}

/** A point of the canvas that nothing stands on. */
async function emptyPoint(page: Page): Promise<{ x: number; y: number }> {
  const { x, y, width, height } = await box(page.locator(".react-flow"));
  return { x: x + width / 2, y: y + height - 40 };
}

async function dragFromPort(page: Page, from: string, to: { x: number; y: number }): Promise<void> {
  await card(page, from).getByTitle("Next: drag to connect").hover();
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 6 });
  await page.mouse.up();
}

describe.skipIf(!chromium)("the canvas", () => {
  test("closes what stands above it, connects on a whole card, and removes nothing by surprise", async () => {
    const page = await edit(greeting);
    const chooser = page.getByRole("dialog", { name: "Steps to add" });
    const empty = await emptyPoint(page);
    await dragFromPort(page, "Hello there", empty);
    await chooser.waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.mouse.click(empty.x - 300, empty.y);
    await chooser.waitFor({ state: "hidden" });

    const menu = page.getByRole("menu");
    await card(page, "Good bye").click({ button: "right" });
    await menu.waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await card(page, "Hello there").click();
    await menu.waitFor({ state: "hidden" });

    // Anywhere on a card will do. The panel that opened hides the last one until the flow is fitted again.
    await page.getByRole("button", { name: "Fit view" }).click();
    const bye = await boxAtRest(page, card(page, "Good bye"));
    await dragFromPort(page, "Hello there", {
      x: bye.x + bye.width * 0.7,
      y: bye.y + bye.height * 0.6,
    });
    const edges = page.locator(".react-flow__edge");
    await expect.poll(() => edges.count()).toBe(2);
    await chooser.waitFor({ state: "hidden" });

    // A click in the middle of a line selects it; then Delete removes it, in one step.
    const line = page.getByRole("group", { name: /^From Keyword “hi” to Message “Hello there”$/ });
    const middle = await line.evaluate((group) => {
      const path = group.querySelector<SVGPathElement>(".react-flow__edge-path");
      const point = path?.getPointAtLength(path.getTotalLength() / 2);
      const matrix = path?.getScreenCTM();
      return new DOMPoint(point?.x, point?.y).matrixTransform(matrix ?? undefined).toJSON();
    });
    await page.mouse.move(middle.x, middle.y, { steps: 4 });
    await page.getByRole("button", { name: "Put a step here" }).waitFor();
    await page.mouse.click(middle.x, middle.y);
    expect(await edges.count()).toBe(2);
    expect(await chooser.count()).toBe(0);
    await page.keyboard.press("Delete");
    await expect.poll(() => edges.count()).toBe(1);
    await page.keyboard.press("Delete");
    await page.keyboard.press("Control+z");
    await expect.poll(() => edges.count()).toBe(2);
    expect(stage.complaints).toEqual([]);
    await page.context().close();
  });

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
    expect(await accessibilityViolations(page)).toEqual([]);
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

  test("has room at 1280 pixels, shows a clicked step beside the test, and remembers what is folded", async () => {
    const page = await edit(greeting);
    const width = async () => (await box(page.locator(".react-flow"))).width;
    expect(await details(page).count()).toBe(0);
    expect(await width()).toBeGreaterThan(1_000);
    await page.getByRole("button", { name: /finding/ }).click();
    await page.getByRole("button", { name: "Test", exact: true }).click();
    const dock = page.getByRole("complementary", { name: "Test" });
    await dock.getByPlaceholder("Write as the contact").waitFor();
    // The fitted flow is beside the test, not below it.
    await page.getByRole("button", { name: "Fit view" }).click();
    await card(page, "Hello there").click();
    await details(page).getByRole("heading", { name: "Message", level: 2 }).waitFor();
    await dock.getByRole("log").waitFor();
    expect(await width()).toBeGreaterThanOrEqual(800);
    await dock.getByRole("button", { name: "Close the test" }).click();

    await details(page).getByRole("button", { name: "Fold details" }).click();
    await page.reload();
    await card(page, "Hello there").click();
    await details(page).getByRole("button", { name: "Show details" }).click();
    await details(page).getByRole("heading", { name: "Message", level: 2 }).waitFor();
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
    for (let presses = 0; presses < 6 && (await focused.count()) === 0; presses++) {
      await page.keyboard.press("Tab");
    }
    expect(await focused.evaluate((path) => getComputedStyle(path).strokeWidth)).toBe("5px");

    await page.locator("body").press("/");
    await page.keyboard.type("question");
    await page.keyboard.press("Enter");
    await page.keyboard.type("Your name?");
    await card(page, "Your name?").waitFor();
    await page.context().close();
  });

  test("finds a step among a thousand, shows them all, and goes on by Tab to one out of view", async () => {
    const flow = makeFlow(1_000);
    const page = await edit({
      ...flow,
      nodes: flow.nodes.map((node) =>
        node.id === "n779" && node.type === "ask"
          ? { ...node, data: { ...node.data, text: "Which colour would you like?" } }
          : node,
      ),
    });
    const nodes = page.locator(".react-flow__node");
    expect(await nodes.count()).toBeLessThan(100);
    await page.getByRole("button", { name: "Find a step" }).click();
    await page.getByRole("combobox", { name: "Find a step" }).fill("which colour");
    await page.getByRole("option", { name: /Which colour/ }).click();
    const found = page.locator('.react-flow__node.selected[data-id="n779"]');
    await found.waitFor();
    await found.focus();
    await page.keyboard.press("Shift+Tab");
    await page.locator('.react-flow__node[data-id="n778"]:focus').waitFor();

    await page.getByRole("button", { name: "Fit view" }).click();
    await expect.poll(() => nodes.count(), { timeout: 20_000 }).toBe(1_000);
    const whole = await box(page.locator(".react-flow"));
    await expect
      .poll(async () => {
        const last = await box(page.locator('.react-flow__node[data-id="n999"]'));
        return last.x >= whole.x && last.y + last.height <= whole.y + whole.height;
      })
      .toBe(true);
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
