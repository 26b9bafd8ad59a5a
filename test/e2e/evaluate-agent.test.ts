import { routes } from "@chatloom/api-schema";
import { freshAgent } from "@chatloom/flows-schema";
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
    const { world } = stage;
    const { aiAgents } = routes;
    const { id } = await world.call(aiAgents.addAiAgent, { body: { name: "Mai" } });
    const draft = { ...freshAgent, instructions: "Help with bicycles" };
    await world.call(aiAgents.saveAiAgent, {
      params: { agentId: id },
      body: { name: "Mai", revision: 1, draft },
    });
  }
});
afterAll(async () => {
  await stage?.close();
  await llm?.close();
});

describe.skipIf(!chromium)("an editor", () => {
  test("writes a set of questions, runs it, and sees what got better", async () => {
    let reply = "We are open from 9.";
    llm.answerWith(() => ({ kind: "json", value: { reply, exit: "none", summary: "" } }));
    const page = await stage.open("editor");
    await page.goto(`${stage.world.url}/ai/evaluations`);
    await page.getByText("No evaluation set yet").waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.getByRole("textbox", { name: "Name of the set" }).fill("Hours");
    await page.getByRole("button", { name: "Create" }).click();
    await page.getByRole("button", { name: "Add question" }).click();
    await page.getByRole("textbox", { name: "Question 1", exact: true }).fill("When do you close?");
    await page.getByRole("textbox", { name: "Facts of question 1" }).fill("until 6 pm|18:00");
    await page.getByRole("combobox", { name: "End of question 1" }).click();
    await page.getByRole("option", { name: "An answer" }).click();
    await page.getByRole("button", { name: "Save questions" }).click();
    await page.getByText(/About \d+ tokens/).waitFor();
    await page.getByRole("button", { name: "Run 1 question" }).click();
    await page.getByText("0 of 1 passed").waitFor();
    await page.getByText("Does not say: until 6 pm|18:00").waitFor();
    reply = "From 9 until 6 PM.";
    await page.getByRole("button", { name: "Run 1 question" }).click();
    await page.getByText("1 of 1 passed").waitFor();
    await page.getByText("Confusion table").click();
    await page.getByRole("button", { name: "1 question: expected An answer" }).click();
    await page.getByText("From 9 until 6 PM.").waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await shoot("table");
    await page.getByText("Changed", { exact: true }).click();
    await page.getByText("Before: We are open from 9.").waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await shoot("wide");
    await page.setViewportSize({ width: 390, height: 844 });
    await shoot("narrow");
    const width = () => document.documentElement.scrollWidth;
    expect(await page.evaluate(width)).toBeLessThanOrEqual(390);

    async function shoot(name: string): Promise<void> {
      const folder = process.env.SHOTS;
      if (folder) {
        await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
      }
    }
  });
});
