import { afterAll, beforeAll, expect, test } from "vitest";
import { datasetAt, goalFlow } from "../audience/conversion-stage.ts";
import { type ConversionsDouble, startConversions } from "../doubles/conversions.ts";
import { startDouble } from "../doubles/start-double.ts";
import { connect, until } from "../turns/connect-double.ts";
import { publish } from "../turns/publish-test-flow.ts";
import { accessibilityViolations } from "./accessibility-violations.ts";
import { chromium, openStage, type Stage } from "./stage.ts";

let stage: Stage;
let meta: ConversionsDouble;
let http: Awaited<ReturnType<typeof startDouble>>;
beforeAll(async () => {
  if (chromium) {
    [stage, meta, http] = await Promise.all([openStage(), startConversions(), startDouble("http")]);
  }
});
afterAll(async () => {
  await stage?.close();
  await Promise.all([meta?.close(), http?.close()]);
});

test.skipIf(!chromium)(
  "an admin connects a dataset, sends a test event and reads what became of a goal",
  async () => {
    const { world } = stage;
    const hook = await connect(world, http);
    await publish(world, goalFlow);
    const page = await stage.open("owner");
    const shot = async (name: string) => {
      if (process.env.SHOTS) {
        await page.screenshot({ path: `${process.env.SHOTS}/${name}.png` });
      }
    };
    const { datasetId, accessToken = "" } = datasetAt(meta.url);
    await page.goto(`${world.url}/settings/conversions`);
    await page.getByText("Tell Meta which goals contacts reach").waitFor();
    await shot("conversions-empty");
    await page.getByRole("button", { name: "Connect a dataset" }).click();
    await page.getByLabel("Dataset ID").fill(datasetId);
    await page.getByLabel("Access token").fill(accessToken);
    await page.getByRole("button", { name: "Add a goal" }).click();
    await page.getByRole("combobox", { name: "Goal", exact: true }).fill("bought");
    await page.getByRole("combobox", { name: "Event", exact: true }).fill("Purchase");
    await page.keyboard.press("Tab");
    await page.getByText("A purchase needs a value.").waitFor();
    await page.getByRole("combobox", { name: "Value" }).click();
    await page.getByRole("option", { name: "Worth of the goal" }).click();
    await page.getByRole("combobox", { name: "Contacts" }).click();
    await page.getByRole("option", { name: "All who did not refuse marketing" }).click();
    await page.getByLabel("Test event code").fill("TEST1");
    await page.getByRole("button", { name: "More settings" }).click();
    await page.getByLabel("API address").fill(meta.url);
    await shot("conversions-form");
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Test mode").waitFor();
    await page.getByRole("button", { name: "Send a test event" }).click();
    await until(() => meta.events.length === 1, 20_000);
    await http.deliver(hook, { kind: "text", from: "ana", name: "Ana", text: "buy" });
    await until(() => meta.events.length === 2, 20_000);
    expect(meta.events.map((it) => it.testCode)).toEqual(["TEST1", "TEST1"]);
    await page.getByRole("button", { name: "Events", exact: true }).click();
    await page.getByText("Purchase · 250000 USD").waitFor();
    await page.getByText("Sent", { exact: true }).nth(1).waitFor();
    await shot("conversions-log");
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole("button", { name: "Edit" }).click();
    await page.getByLabel("Dataset ID").waitFor();
    await shot("conversions-phone");
    expect(stage.complaints).toEqual([]);
  },
);
