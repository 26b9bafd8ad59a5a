import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LlmDouble, startLlm } from "../doubles/llm/start-llm.ts";
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
    await card.getByText("double-large · 3 models").waitFor();
    expect(await card.getByLabel("No").count()).toBe(1);
    expect(await accessibilityViolations(page)).toEqual([]);
    expect(await page.content()).not.toContain(double.key);
  });
});
