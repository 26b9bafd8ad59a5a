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
  "an editor makes a link with its QR code, a visitor comes by it, and the page counts them",
  async () => {
    const { world } = stage;
    const nodes = { word: keyword("offers"), a: say("Welcome from {{ referral.utm_source }}") };
    await publish(world, flowOf("Spring", nodes, ["word.next > a"]));
    const page = await stage.open("editor");
    await page.goto(world.url + pages.channels);
    await page.getByRole("link", { name: "Links and QR codes" }).click();
    await page.getByText("No links yet").waitFor();
    await page.getByRole("button", { name: "Add link" }).click();
    const dialog = page.getByRole("dialog", { name: "Add link" });
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.getByText("Give the link a name").waitFor();
    await dialog.getByRole("textbox", { name: "Name" }).fill("Poster");
    await dialog.getByRole("combobox", { name: "Flow" }).click();
    await page.getByRole("option", { name: "Spring" }).click();
    await dialog.getByRole("button", { name: "Campaign values" }).click();
    await dialog.getByRole("textbox", { name: "Source" }).fill("poster");
    expect(await accessibilityViolations(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Save" }).click();
    const address = await page.getByRole("textbox", { name: "Address" }).inputValue();
    expect(address).toContain("?ref=cl");

    await page.getByRole("button", { name: "QR code: Poster" }).click();
    const [picture] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Save as PNG" }).click(),
    ]);
    expect(picture.suggestedFilename()).toBe("Poster.png");
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.keyboard.press("Escape");

    const visitor = await stage.open();
    await visitor.goto(address);
    await visitor.getByText("Welcome from poster").waitFor();
    await page.reload();
    await page.getByText("1 person came · 1 start").waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);

    await page.getByRole("button", { name: "Delete: Poster" }).click();
    await page.getByText("1 person came by it.").waitFor();
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await page.getByText("No links yet").waitFor();
    expect(stage.complaints).toEqual([]);
  },
  120_000,
);

test.skipIf(!chromium)(
  "a contact fills in a form on their phone, and the flow goes on",
  async () => {
    const { world } = stage;
    const question = (id: string, label: string, expect: "date" | "text", required: boolean) => ({
      id,
      label,
      expect,
      required,
      saveTo: id,
    });
    const questions = [
      question("day", "Which day?", "date", true),
      question("note", "Any wishes?", "text", false),
    ];
    const data = { text: "Book a table", button: "Open the form", title: "A table", questions };
    const nodes = {
      word: keyword("book"),
      f: { type: "webForm", data } as const,
      a: say("{{ day }}"),
    };
    await publish(world, flowOf("Book", nodes, ["word.next > f", "f.next > a"]));
    const visitor = await stage.visit();
    await visitor.getByRole("textbox").fill("book");
    await visitor.getByRole("textbox").press("Enter");
    const link = visitor.getByRole("link", { name: "Open the form" });
    const phone = await stage.open(undefined, { viewport: { width: 390, height: 844 } });
    await phone.goto((await link.getAttribute("href")) ?? "");
    await phone.getByRole("button", { name: "Send" }).click();
    await phone.getByText("Please answer this question.").waitFor();
    expect(await accessibilityViolations(phone)).toEqual([]);
    await phone.getByLabel("Which day?").fill("2026-12-24");
    await phone.getByRole("button", { name: "Send" }).click();
    await phone.getByRole("heading", { name: "Thank you" }).waitFor();
    await visitor.getByText("2026-12-24").waitFor();
  },
  120_000,
);
