import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
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

const { flows } = routes;

async function store(name: string, text: string): Promise<string> {
  const draft = flowOf(
    name,
    { start: keyword(name), first: say(text), second: say(`Again: ${text}`) },
    ["start.next > first", "first.next > second"],
  );
  const { id } = await stage.world.call(flows.createFlow, { body: { name } });
  const params = { flowId: id };
  const { revision } = await stage.world.call(flows.readFlow, { params });
  await stage.world.call(flows.saveDraft, { params, body: { revision, draft } });
  return id;
}

async function textsOf(flowId: string): Promise<string> {
  return JSON.stringify(
    (await stage.world.call(flows.readFlow, { params: { flowId } })).draft.nodes,
  );
}

async function open(flowId: string, width = 1280): Promise<Page> {
  const page = await stage.open("owner", { viewport: { width, height: 800 } });
  await page.goto(`${stage.world.url}/flows/${flowId}`);
  await page.locator(".react-flow__node").first().waitFor();
  return page;
}

describe.skipIf(!chromium)("find and replace", () => {
  test("replaces texts by keyboard alone, undoes it, and leads to other flows", async () => {
    const [menu, other] = [await store("Menu", "Giá: 5 giờ"), await store("Other", "Gia vị")];
    const page = await open(menu);
    await page.keyboard.press("Control+f");
    await page.keyboard.type("gia");
    const status = page.getByRole("status").filter({ hasText: /place|of/ });
    await status.getByText("2 places").waitFor();
    await page.keyboard.press("Enter");
    await status.getByText("1 of 2").waitFor();
    await page.locator('.react-flow__node.selected[data-id="first"]').waitFor();
    await page.keyboard.press("Shift+Enter");
    await page.locator('.react-flow__node.selected[data-id="second"]').waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);

    await page.getByPlaceholder("Replace with").fill("Price");
    await page.getByPlaceholder("Replace with").press("Enter");
    await status.getByText("1 place replaced.").waitFor();
    await page.getByRole("button", { name: "Replace all" }).click();
    await status.getByText("0 places").waitFor();
    await expect.poll(() => textsOf(menu)).toMatch(/"Price: 5 giờ".*Again: Price: 5 giờ/);
    // The button has gone grey; the keyboard is in the field beside it.
    await page.keyboard.press("Escape");
    await page.getByPlaceholder("Replace with").waitFor({ state: "detached" });
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+z");
    await expect.poll(() => textsOf(menu)).toContain("Again: Giá: 5 giờ");

    await page.keyboard.press("Control+f");
    await page.getByText("All flows", { exact: true }).last().click();
    await page
      .getByRole("button", { name: /Gia vị/ })
      .first()
      .click();
    await page.waitForURL(`**/flows/${other}?node=first`);
    await status.getByText("2 places").waitFor();
    await page.context().close();
  });

  test("fits on a phone", async () => {
    const page = await open(await store("Phone", "Hello there"), 390);
    await page.keyboard.press("Control+f");
    await page.keyboard.type("hello");
    const hits = page.getByRole("list", { name: "Found texts" });
    await hits.getByRole("button", { name: /Again/ }).first().waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await hits.getByRole("button", { name: /Again/ }).first().click();
    await page.locator('.react-flow__node.selected[data-id="second"]').waitFor();
    await page.context().close();
  });
});

describe.skipIf(!chromium)("notes and frames", () => {
  const draftOf = async (flowId: string) =>
    (await stage.world.call(flows.readFlow, { params: { flowId } })).draft;

  test("adds, writes and colours a note, and undoes it", async () => {
    const flowId = await store("Noted", "Hello");
    const page = await open(flowId);
    await page.getByRole("button", { name: "Add a note" }).click();
    await page.getByRole("textbox", { name: "Text of the note" }).waitFor();
    await page.keyboard.type("# Ask Lan\n- before Tet");
    await page.getByRole("button", { name: "Blue", exact: true }).click();
    await expect
      .poll(async () => (await draftOf(flowId)).notes)
      .toMatchObject([{ text: "# Ask Lan\n- before Tet", color: "blue" }]);
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.locator(".react-flow__pane").click({ position: { x: 60, y: 30 } });
    await page.getByText("• before Tet").waitFor();
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+z");
    await expect.poll(async () => (await draftOf(flowId)).notes ?? []).toEqual([]);
    await page.context().close();
  });

  test("frames steps, folds them into one card that keeps its ways, and moves them together", async () => {
    const flowId = await store("Framed", "Hello");
    const page = await open(flowId);
    await page.locator('[data-id="first"]').click();
    await page.locator('[data-id="second"]').click({ modifiers: ["Shift"] });
    await page.getByRole("button", { name: "Put into a frame" }).click();
    await page.getByRole("textbox", { name: "Title of the frame" }).fill("Greeting");
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.getByRole("button", { name: "Fold the frame" }).click();
    await page.locator('[data-id="first"]').waitFor({ state: "detached" });
    await page.getByRole("group", { name: "Folded frame Greeting with 2 steps" }).waitFor();
    await expect.poll(() => page.locator(".react-flow__edge").count()).toBe(1);
    expect(await accessibilityViolations(page)).toEqual([]);
    const before = await draftOf(flowId);
    await page.getByRole("group", { name: "Folded frame Greeting with 2 steps" }).focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("ArrowDown");
    await expect
      .poll(async () => (await draftOf(flowId)).nodes.map((node) => node.position.y))
      .not.toEqual(before.nodes.map((node) => node.position.y));
    await page.getByRole("button", { name: "Open the frame" }).click();
    await page.locator('[data-id="first"]').waitFor();
    await page.getByRole("button", { name: "Outline" }).click();
    const inFrame = page.getByRole("region", { name: "Frame Greeting around 2 steps" });
    await inFrame.getByRole("button", { name: /“Hello”$/ }).waitFor();
    await page.getByRole("region", { name: "Notes" }).getByRole("button").click();
    await page.keyboard.type("Ask Lan");
    await expect
      .poll(async () => (await draftOf(flowId)).notes)
      .toMatchObject([{ text: "Ask Lan" }]);
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.getByRole("button", { name: "Outline" }).click();
    await expect
      .poll(async () => (await draftOf(flowId)).frames)
      .toMatchObject([{ title: "Greeting", steps: ["first", "second"], collapsed: false }]);
    await page.locator('[data-id="first"]').click();
    await page.keyboard.press("Delete");
    await expect.poll(async () => (await draftOf(flowId)).frames?.[0]?.steps).toEqual(["second"]);
    await page.context().close();
  });
});

describe.skipIf(!chromium)("translations", () => {
  test("adds a language, edits in place, exports, and imports with a preview", async () => {
    const flowId = await store("Translated", "Hello there");
    const page = await open(flowId);
    await page.getByRole("button", { name: "Translations" }).click();
    const dialog = page.getByRole("dialog", { name: "Translations" });
    await dialog.getByRole("combobox", { name: "Add a language" }).fill("French");
    await page.getByRole("option", { name: "French", exact: true }).click();
    await dialog.getByText("3 texts missing").waitFor();
    await dialog.getByRole("textbox", { name: /Translation of: Hello/ }).fill("Bonjour");
    await dialog.getByText("2 texts missing").waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Import" }).click();
    const csv = "key,fr\nsecond/blocks/0/text,Encore\nnothing/text,Rien\n";
    await page
      .locator('input[type="file"]')
      .setInputFiles({ name: "fr.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
    await page.getByText("Line 3: The flow has no text nothing/text").waitFor();
    await page.getByRole("button", { name: "Apply 1 change" }).click();
    await expect
      .poll(
        async () =>
          (await stage.world.call(flows.readFlow, { params: { flowId } })).draft.translations,
      )
      .toEqual({ fr: { "first/blocks/0/text": "Bonjour", "second/blocks/0/text": "Encore" } });
    await page.context().close();
  });

  test("the table fits on a phone, and a field says how to get help in writing", async () => {
    const page = await open(await store("Small", "Hello there"), 390);
    await page.locator('[data-id="first"]').click();
    await page.getByRole("button", { name: "Write or translate with AI" }).click();
    await page.getByRole("link", { name: "Connect an AI provider" }).waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.context().close();
  });
});
