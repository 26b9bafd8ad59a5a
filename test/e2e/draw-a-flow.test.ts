import type { Locator, Page } from "playwright-core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { routes } from "../support/world.ts";
import { chromium, openStage, type Stage } from "./stage.ts";

let stage: Stage;
beforeEach(async () => {
  if (chromium) {
    stage = await openStage();
  }
});
afterEach(() => stage?.close());

function canvas(page: Page): Locator {
  return page.getByRole("region", { name: "Canvas" });
}

/** The card of a node, by what it is and how it begins. */
function card(page: Page, name: string): Locator {
  return canvas(page).locator(".react-flow__node").filter({ hasText: name }).first();
}

async function fit(page: Page): Promise<void> {
  await page.getByRole("button", { name: /fit view/i }).click();
}

async function palette(page: Page, name: string): Promise<void> {
  await page
    .getByRole("complementary", { name: "Steps to add" })
    .getByRole("button", { name, exact: true })
    .click();
}

/** Drags from a port to another card, or a way into the void. */
async function dragPort(page: Page, port: Locator, to: Locator | { x: number; y: number }) {
  const from = await whereItRests(page, port);
  await port.hover();
  await page.mouse.down();
  if ("x" in to) {
    await page.mouse.move(from.x + to.x, from.y + to.y, { steps: 8 });
  } else {
    const end = await whereItRests(page, to.locator(".react-flow__handle.target"));
    await page.mouse.move(end.x + 4, end.y + 4, { steps: 8 });
  }
  await page.mouse.up();
}

/** Where something is once the canvas has come to rest: jumping to a step moves it for a while. */
async function whereItRests(page: Page, thing: Locator): Promise<{ x: number; y: number }> {
  let last = "";
  let same = 0;
  for (;;) {
    const box = await thing.boundingBox();
    same = box && JSON.stringify(box) === last ? same + 1 : 0;
    if (box && same === 3) {
      return box;
    }
    last = JSON.stringify(box);
    await page.waitForTimeout(120);
  }
}

function port(node: Locator, name: string): Locator {
  return node.getByTitle(`${name}: drag to connect`);
}

function details(page: Page): Locator {
  return page.getByRole("complementary", { name: "Details" });
}

function testDock(page: Page): Locator {
  return page.getByRole("complementary", { name: "Test" });
}

/** Leads a port on in the inspector, with the keyboard alone. */
async function leadOn(page: Page, name: string, to: string): Promise<void> {
  const field = details(page).getByRole("combobox", { name, exact: true });
  await field.focus();
  await page.keyboard.type(to);
  // The list narrows while one types: what Enter takes is what comes first then.
  await expect.poll(() => page.getByRole("option").first().textContent()).toContain(to);
  // An opened list forgets its highlight in a timer, which keys as fast as these overtake. Fingers never do.
  await page.evaluate(() => new Promise((done) => setTimeout(done, 0)));
  await page.keyboard.press("ArrowDown");
  await page.locator("[data-combobox-selected]").filter({ hasText: to }).waitFor();
  await page.keyboard.press("Enter");
  if (!to.startsWith("New: ")) {
    return;
  }
  // The new step is shown immediately and has the focus.
  const heading = details(page).getByRole("heading", { name: to.slice("New: ".length), level: 2 });
  await heading.and(page.locator(":focus")).waitFor();
  await expect
    .poll(() => isInView(page, canvas(page).locator(".react-flow__node.selected")))
    .toBe(true);
}

/** Whether a card is on the visible part of the canvas. */
async function isInView(page: Page, node: Locator): Promise<boolean> {
  const [inner, outer] = [await node.boundingBox(), await canvas(page).boundingBox()];
  if (!inner || !outer) {
    return false;
  }
  return (
    inner.x >= outer.x - 1 &&
    inner.y >= outer.y - 1 &&
    inner.x + inner.width <= outer.x + outer.width + 1 &&
    inner.y + inner.height <= outer.y + outer.height + 1
  );
}

test.skipIf(!chromium)("a flow is drawn by mouse and keyboard, tested and published", async () => {
  const page = await stage.open("owner", { viewport: { width: 1680, height: 1000 } });
  await page.goto(`${stage.world.url}/flows`);
  await page.getByRole("button", { name: "New flow" }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /^Empty canvas/ })
    .click();

  // A trigger by a click, its word in the inspector.
  await palette(page, "Keyword");
  await details(page).getByRole("combobox", { name: "Keywords" }).fill("start");
  await page.keyboard.press("Enter");
  await card(page, "Keyword").getByText("start", { exact: true }).waitFor();

  // A question where an edge was dropped, its text written on the card.
  await dragPort(page, port(card(page, "Keyword"), "Next"), { x: 160, y: 20 });
  const chooser = page.getByRole("dialog").getByRole("textbox", { name: "Search steps" });
  await chooser.fill("quick");
  await chooser.press("Enter");
  const question = card(page, "Quick replies");
  await question.getByRole("button", { name: /^Edit the text/ }).dblclick();
  await page.keyboard.type("What is it about?");
  await page.keyboard.press("Escape");
  const answers = details(page).getByRole("group", { name: "Answers" });
  await answers.getByRole("textbox", { name: "Label" }).nth(0).fill("A question");
  await answers.getByRole("textbox", { name: "Label" }).nth(1).fill("A person");
  await question.getByText("What is it about?").waitFor();

  // A condition dragged from the palette, connected by its port.
  await fit(page);
  await page
    .getByRole("complementary", { name: "Steps to add" })
    .getByRole("button", { name: "Condition", exact: true })
    .dragTo(canvas(page), { targetPosition: { x: 500, y: 720 } });
  const condition = card(page, "Condition");
  await condition.waitFor();
  await dragPort(page, port(question, "A question"), condition);
  await condition.click({ position: { x: 60, y: 14 } });
  await details(page).getByPlaceholder("Name of the branch").fill("Speaks Vietnamese");
  await details(page).getByRole("combobox", { name: "What is compared" }).fill("contact.language");
  await details(page).getByRole("textbox", { name: "Compared with" }).fill("vi");
  await condition.getByText("Speaks Vietnamese").waitFor();

  // The rest with the keyboard alone.
  await leadOn(page, "None of these", "New: A/B test");
  await leadOn(page, "A", "New: AI step");
  await details(page).getByRole("textbox", { name: "Instructions" }).fill("Answer briefly.");
  await leadOn(page, "Next", "New: Live chat");
  await leadOn(page, "Handed back", "New: Delay");
  await leadOn(page, "Next", "New: Message");
  await details(page).getByRole("textbox", { name: "Text" }).fill("Are you still there?");
  const unarranged = await card(page, "A/B test").boundingBox();
  await page.getByRole("button", { name: "Arrange the steps" }).click();
  // The places are computed in a worker; until then nothing moves.
  await expect.poll(() => card(page, "A/B test").boundingBox()).not.toEqual(unarranged);
  // Then the whole flow comes into view.
  await whereItRests(page, card(page, "A/B test"));

  // The findings are listed; one click selects the step, another repairs it.
  const findings = details(page).getByRole("list", { name: "Findings" }).getByRole("listitem");
  const jumpTo = async (text: string) => {
    await page.getByRole("tab", { name: "Findings" }).click();
    await findings.filter({ hasText: text }).getByRole("button").first().click();
  };
  await jumpTo("A/B test");
  // The jump may leave the other step outside the view.
  await fit(page);
  await dragPort(page, port(card(page, "A/B test"), "B"), card(page, "AI step"));
  await expect.poll(() => findings.filter({ hasText: "A/B test" }).count()).toBe(0);
  await jumpTo("Quick replies");
  await page.getByRole("tab", { name: "Step" }).click();
  await leadOn(page, "A person", "Live chat");
  await page.getByRole("tab", { name: "Findings" }).click();
  const deadEnd = findings.filter({ hasText: "Speaks Vietnamese" });
  await deadEnd.getByRole("button", { name: /^Add “/ }).click();
  await expect.poll(() => deadEnd.count()).toBe(0);

  // Undo and redo name the step; copies come by the keys everyone knows.
  await page.getByRole("button", { name: "Undo: Repair" }).click();
  await expect.poll(() => deadEnd.count()).toBe(1);
  await page.getByRole("button", { name: "Redo: Repair" }).click();
  const nodes = canvas(page).locator(".react-flow__node");
  const count = await nodes.count();
  // The repair added a message, which is to be written.
  await card(page, "Double-click to write").click({ position: { x: 60, y: 14 } });
  await details(page).getByRole("textbox", { name: "Text" }).fill("Xin chào!");
  await jumpTo("Are you still there?");
  await card(page, "Are you still there?").click({ position: { x: 60, y: 14 } });
  await page.keyboard.press("Control+c");
  await page.keyboard.press("Control+v");
  await page.getByRole("button", { name: "Undo: Paste" }).waitFor();
  await page.keyboard.press("Control+d");
  await page.getByRole("button", { name: "Undo: Duplicate" }).waitFor();
  expect(await nodes.count()).toBe(count + 2);
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await page.getByRole("button", { name: "Redo: Paste" }).waitFor();
  expect(await nodes.count()).toBe(count);
  await page.getByRole("status").getByText("Saved", { exact: true }).waitFor();

  // The conversation is tried beside the canvas.
  await page.getByRole("button", { name: "Test", exact: true }).click();
  const chat = testDock(page).getByRole("log");
  await chat.getByRole("button", { name: /^Keyword/ }).click();
  await chat.getByRole("button", { name: "A question" }).click();
  const outside = testDock(page).getByRole("group", { name: "Answer from outside" });
  await outside.getByRole("textbox", { name: "What the AI answers" }).fill("At nine.");
  await outside.getByRole("button", { name: "Answer" }).click();
  await chat.getByText("At nine.").waitFor();
  await testDock(page).getByRole("button", { name: "Hand back to the bot" }).click();
  await testDock(page).getByRole("button", { name: "Skip to next timer" }).click();
  await chat.getByText("Are you still there?").waitFor();
  await chat.getByText("The flow has ended").waitFor();
  for (const name of ["Quick replies", "A/B test", "AI step", "Live chat", "Delay"]) {
    expect(await card(page, name).locator("article").getAttribute("data-visited")).toBe("true");
  }

  await page.getByRole("button", { name: "Publish", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Publish" });
  await dialog.getByRole("textbox", { name: /What is new/ }).fill("The first one");
  await dialog.getByRole("button", { name: "Publish", exact: true }).click();
  const tryIt = page.getByRole("dialog", { name: "Version 1 is published" });
  await tryIt.getByRole("img", { name: "QR code that opens Website" }).waitFor();
  const testPage = await tryIt
    .getByRole("link", { name: "Open the test page" })
    .getAttribute("href");
  await tryIt.getByRole("button", { name: "Close" }).last().click();
  const visitor = await stage.open();
  await visitor.goto(testPage ?? "");
  await visitor.getByRole("heading", { level: 1 }).waitFor();
  await visitor.getByRole("button", { name: "Start again as a new visitor" }).click();
  await visitor.getByText("Say hello to start.").waitFor();
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await dialog.getByText("The draft is the same as version 1.").waitFor();
  expect(await dialog.getByRole("button", { name: "Publish", exact: true }).isDisabled()).toBe(
    true,
  );
  await page.keyboard.press("Escape");
  await page.getByRole("tab", { name: "Versions" }).click();
  await details(page).getByText("The first one").waitFor();
  await page.getByRole("button", { name: /^Undo: / }).waitFor();
  const { items } = await stage.world.call(routes.flows.listFlows);
  expect(items).toMatchObject([{ active: true, version: 1, changed: false, nodeCount: count }]);
  expect(stage.complaints).toEqual([]);
});
