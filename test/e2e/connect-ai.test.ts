import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LlmDouble, startLlm } from "../doubles/llm/start-llm.ts";
import { routes } from "../support/world.ts";
import { accessibilityViolations } from "./accessibility-violations.ts";
import { chromium, openStage, type Stage } from "./stage.ts";

let stage: Stage;
let double: LlmDouble;

beforeAll(async () => {
  if (chromium) {
    [stage, double] = await Promise.all([openStage(), startLlm({ streaming: false })]);
  }
});
afterAll(async () => {
  await stage?.close();
  await double?.close();
});

describe.skipIf(!chromium)("someone new to AI", () => {
  test("connects an endpoint and sees what it can do", async () => {
    const page = await stage.open("owner");
    await page.goto(`${stage.world.url}/ai/connections`);
    await page.getByText("No AI is connected yet").waitFor();
    await page.getByRole("button", { name: "Connect an endpoint" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox", { name: "Address" }).fill(double.baseUrl);
    await dialog.getByLabel("Key", { exact: true }).fill("sk-wrong");
    await dialog.getByRole("button", { name: "Save and check" }).click();
    const card = page.getByRole("region", { name: "OpenAI" });
    await card.getByText("The endpoint refused the key").waitFor();
    await card.getByRole("button", { name: "Change" }).click();
    await dialog.getByLabel("Key", { exact: true }).fill(double.key);
    await dialog.getByRole("button", { name: "Save and check" }).click();
    await card.getByText("Works", { exact: true }).waitFor();
    await card.getByText("double-large · 4 models").waitFor();
    expect(await card.getByLabel("No").count()).toBe(1);
    expect(await accessibilityViolations(page)).toEqual([]);
    expect(await page.content()).not.toContain(double.key);
  });

  test("describes a flow, and opens the draft that the AI repaired", async () => {
    const written = (port: string) =>
      `name: Booking\nsteps:\n  start:\n    type: trigger.keyword\n    data: {keywords: [book], match: contains, channels: [], interrupts: false}\n    to: {${port}: bye}\n  bye: {type: end}\n`;
    double.script({ kind: "text", text: written("nxt") }, { kind: "text", text: written("next") });
    const page = await stage.open("owner");
    await page.goto(`${stage.world.url}/flows`);
    await page.getByRole("button", { name: "Describe it" }).click();
    const dialog = page.getByRole("dialog", { name: "Describe the flow" });
    await dialog.getByRole("textbox").fill("When somebody writes book, end");
    expect(await accessibilityViolations(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Write the flow" }).click();
    await page.waitForURL(/\/flows\/\w+/);
    await page.getByText("Booking").first().waitFor();
    const { items } = await stage.world.call(routes.flows.listFlows);
    const made = items.find((it) => it.name === "Booking");
    expect(made).toMatchObject({ active: false, nodeCount: 2 });
  });

  test("fills a knowledge base and tries a question", async () => {
    const { knowledge } = routes;
    for (const { id } of (await stage.world.call(knowledge.listKnowledgeBases)).items) {
      await stage.world.call(knowledge.removeKnowledgeBase, { params: { baseId: id } });
    }
    const page = await stage.open("owner");
    await page.goto(`${stage.world.url}/ai/knowledge`);
    await page.getByText("No knowledge base yet").waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.getByRole("textbox", { name: "Name of the knowledge base" }).fill("Bicycle shop");
    await page.getByRole("button", { name: "Create" }).click();
    await page.getByRole("heading", { name: "Bicycle shop" }).waitFor();
    const file = (name: string, text: string) => ({
      name,
      mimeType: "text/plain",
      buffer: Buffer.from(text),
    });
    await page
      .locator('input[type="file"]')
      .setInputFiles([
        file("warranty.md", "# Warranty\n\nFrames are covered for five years."),
        file("manual.pdf", "%PDF-1.7 damaged"),
      ]);
    await page.getByText("The document is damaged.").waitFor({ timeout: 60_000 });
    await page.getByText("Ready", { exact: true }).waitFor();
    await page.getByLabel("A question as a customer would ask it").fill("warranty of frames?");
    await page.getByRole("button", { name: "Find" }).click();
    await page.getByText("Frames are covered for five years.").waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      1_280,
    );
  });
});
