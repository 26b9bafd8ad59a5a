import { pages } from "@chatloom/api-schema";
import { afterEach, beforeEach, expect, test } from "vitest";
import { flowOf, keyword, publish, say } from "../turns/publish-test-flow.ts";
import { accessibilityViolations } from "./accessibility-violations.ts";
import { chromium, openStage, type Stage } from "./stage.ts";

let stage: Stage;
beforeEach(async () => {
  if (chromium) {
    stage = await openStage();
  }
});
afterEach(() => stage?.close());

test.skipIf(!chromium)(
  "an editor writes a rule, tries it, and a visitor is answered by its flow",
  async () => {
    const { world } = stage;
    const nodes = { word: keyword("offers"), a: say("Our sale") };
    await publish(world, flowOf("Sale", nodes, ["word.next > a"]));
    const page = await stage.open("editor");
    await page.goto(world.url + pages.channels);
    await page.getByRole("link", { name: "Routing rules" }).click();
    await page.getByText("No rules yet").waitFor();
    await page.getByRole("button", { name: "Add rule" }).click();
    const dialog = page.getByRole("dialog", { name: "Add rule" });
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.getByText("Give the rule a name").waitFor();
    await dialog.getByText("Choose a flow").waitFor();
    await dialog.getByRole("textbox", { name: "Name" }).fill("Sale words");
    await dialog.getByLabel("Words in the message").fill("discount");
    await dialog.getByLabel("Words in the message").press("Enter");
    await dialog.getByRole("combobox", { name: "Flow" }).click();
    await page.getByRole("option", { name: "Sale" }).click();
    expect(await accessibilityViolations(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Save" }).click();
    await page.getByText("with “discount” Sale answers").waitFor();

    await page.getByText("No rule fits").waitFor();
    await page.getByRole("textbox", { name: "Message", exact: true }).fill("A DISCOUNT, please?");
    await page.getByText("The rule “Sale words” decides.").waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);

    const visitor = await stage.visit();
    await visitor.getByRole("textbox").fill("any discount?");
    await visitor.getByRole("textbox").press("Enter");
    await visitor.getByText("Our sale").waitFor();

    await page.getByRole("button", { name: "Delete: Sale words" }).click();
    await page.getByText("No rules yet").waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText("Sale answers").waitFor();
    await page.reload();
    await page.getByText("Sale answers").waitFor();
    expect(stage.complaints).toEqual([]);
  },
  120_000,
);
