import { afterAll, beforeAll, expect, test } from "vitest";
import { leadScore } from "../import/typebot-files.ts";
import { routes } from "../support/world.ts";
import { accessibilityViolations } from "./accessibility-violations.ts";
import { chromium, openStage, type Stage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  if (chromium) {
    stage = await openStage();
  }
});
afterAll(() => stage?.close());

test.skipIf(!chromium)(
  "a marketer brings a bot along, reads the report, follows it to a step, and compares versions",
  async () => {
    const { world } = stage;
    const page = await stage.open("editor");
    const shot = async (name: string) => {
      if (process.env.SHOTS) {
        await page.screenshot({ path: `${process.env.SHOTS}/${name}.png` });
      }
    };
    await page.goto(`${world.url}/flows`);
    await page.getByRole("button", { name: "Import a file" }).click();
    await page.getByText("Drop files here").waitFor();
    const buffer = Buffer.from(JSON.stringify(leadScore["6"]));
    await page
      .locator("input[type=file]")
      .setInputFiles({ name: "bot.json", mimeType: "application/json", buffer });
    await page.getByText("Not supported: needs your work").waitFor();
    await page.getByText("Use the step “Google Sheets”", { exact: false }).waitFor();
    await shot("import-report");
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.getByRole("button", { name: "Make the draft" }).click();
    await page.getByRole("link", { name: "Bye › 2" }).click();
    await page.waitForURL(/\/flows\/\w+\?node=Google_Sheets/);
    await page.getByRole("button", { name: "Test" }).first().waitFor();
    await shot("import-step");
    const { items } = await world.call(routes.flows.listFlows);
    const flowId = items.find((it) => it.name === "Lead score")?.id ?? "";
    const { revision, draft } = await world.call(routes.flows.readFlow, { params: { flowId } });
    await world.call(routes.flows.publishFlow, { params: { flowId }, body: { revision } });
    const nodes = draft.nodes.map((node) =>
      node.type === "quickReplies"
        ? { ...node, data: { ...node.data, text: "Are you with a company?" } }
        : node,
    );
    const body = { revision, draft: { ...draft, nodes } as typeof draft };
    await world.call(routes.flows.saveDraft, { params: { flowId }, body });
    await page.goto(`${world.url}/flows/${flowId}`);
    await page.getByRole("button", { name: "Versions" }).click();
    await page.getByRole("button", { name: "Compare" }).click();
    await page.getByText("Are you with a company?").last().waitFor();
    await page.getByText("Do you work for a company?").first().waitFor();
    await shot("compare-versions");
    expect(await accessibilityViolations(page)).toEqual([]);
  },
  60_000,
);
