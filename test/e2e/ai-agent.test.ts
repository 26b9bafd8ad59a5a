import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LlmDouble, startLlm } from "../doubles/llm/start-llm.ts";
import { accessibilityViolations } from "./accessibility-violations.ts";
import { chromium, openStage, type Stage } from "./stage.ts";

let stage: Stage;
let llm: LlmDouble;

beforeAll(async () => {
  if (chromium) {
    llm = await startLlm();
    const { baseUrl, key: apiKey } = llm;
    stage = await openStage({ openai: { baseUrl, apiKey, model: "double-small" } });
  }
});
afterAll(async () => {
  await stage?.close();
  await llm?.close();
});

describe.skipIf(!chromium)("an editor", () => {
  test("creates an agent, tries it, and publishes it", async () => {
    llm.answerWith(({ messages }) => ({
      kind: "json",
      value: {
        reply: `Xin chào! ${messages[0]?.content.includes("bicycles") ? "Bikes?" : ""}`,
        exit: "none",
        summary: "A greeting",
      },
    }));
    const page = await stage.open("editor");
    await page.goto(`${stage.world.url}/ai`);
    await page.getByText("No agent yet").waitFor();
    await page.getByRole("button", { name: "New agent" }).click();
    await page.getByRole("dialog").getByRole("textbox", { name: "Name" }).fill("Mai");
    await page.getByRole("button", { name: "Create" }).click();
    await page.getByRole("button", { name: "Publish" }).click();
    await page.getByRole("alert").getByText("Some fields are empty").waitFor();
    await page
      .locator(
        '[data-path="/instructions"] [contenteditable], [data-path="/instructions"] textarea',
      )
      .first()
      .fill("Help with bicycles");
    await page.getByRole("combobox", { name: "Moderation" }).click();
    await page.getByRole("option", { name: "By a word list" }).click();
    await page.getByRole("button", { name: "Publish" }).click();
    await page.getByRole("alert").getByText("Some fields are empty").waitFor();
    const blocked = page.getByRole("combobox", { name: "Blocked words" });
    await blocked.fill("casino");
    await blocked.press("Enter");
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.getByPlaceholder("Write as a contact").fill("Hello");
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByRole("log").getByText("Xin chào! Bikes?").waitFor();
    await page.getByText(/tokens read/).waitFor();
    await page.getByRole("button", { name: "Publish" }).click();
    await page.getByText("Active", { exact: true }).waitFor();
    await page.getByText("Version 1", { exact: true }).waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.goto(`${stage.world.url}/ai/usage`);
    await page.getByRole("cell", { name: "1", exact: true }).first().waitFor();
    await page.getByText("By agent").click();
    await page.getByRole("cell", { name: "Mai" }).waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${stage.world.url}/ai`);
    await page.getByRole("link", { name: /Mai/ }).click();
    await page.getByRole("heading", { name: "Try it" }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      390,
    );
  });
});
