import { pages } from "@chatloom/api-schema";
import { afterAll, beforeAll, expect, test } from "vitest";
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
  "a new owner fills the workspace, is shown around by keyboard and on a phone, and removes the sample data",
  async () => {
    const { world } = stage;
    const owner = await stage.open("owner");
    await owner.goto(world.url + pages.flows);
    await owner.getByRole("heading", { name: "Welcome" }).waitFor();
    expect(await accessibilityViolations(owner)).toEqual([]);
    await owner.getByRole("button", { name: "Fill with sample data" }).click();
    await owner.getByText("This workspace shows sample data.").waitFor();
    await owner.getByRole("link", { name: "Main menu (sample)" }).waitFor();
    expect(await accessibilityViolations(owner)).toEqual([]);

    await owner.getByRole("button", { name: "Take the tour" }).click();
    const stop = owner.getByRole("dialog");
    const titles = [
      "Draw on the canvas",
      "Publish",
      "Answer in Live chat",
      "Know your audience",
      "Connect channels",
    ];
    for (const [index, title] of titles.entries()) {
      await stop.getByRole("heading", { name: title }).waitFor();
      await stop.getByText(`${index + 1} of 5`).waitFor();
      expect(await accessibilityViolations(owner)).toEqual([]);
      await owner.locator("button:focus", { hasText: index === 4 ? "Done" : "Next" }).waitFor();
      await owner.keyboard.press("Enter");
    }
    await stop.waitFor({ state: "detached" });
    await owner.goto(world.url + pages.flows);
    await owner.getByRole("link", { name: "Main menu (sample)" }).waitFor();
    expect(await owner.getByRole("button", { name: "Take the tour" }).count()).toBe(0);

    const phone = await stage.open("owner", { viewport: { width: 390, height: 844 } });
    await phone.goto(world.url + pages.flows);
    await phone.getByRole("button", { name: "More" }).click();
    await phone.getByRole("menuitem", { name: "Tour of the studio" }).click();
    for (const title of titles) {
      const dialog = phone.getByRole("dialog");
      await dialog.getByRole("heading", { name: title }).waitFor();
      const box = await dialog.boundingBox();
      expect(box && box.x >= 0 && box.x + box.width <= 390).toBe(true);
      expect(box && box.y >= 0 && box.y + box.height <= 844).toBe(true);
      expect(await accessibilityViolations(phone)).toEqual([]);
      if (title !== "Connect channels") {
        await dialog.getByRole("button", { name: "Next" }).click();
      }
    }
    await phone.keyboard.press("Escape");
    await phone.getByRole("dialog").waitFor({ state: "detached" });

    await owner.getByRole("button", { name: "Remove the sample data" }).click();
    const ask = owner.getByRole("dialog");
    await ask.getByText("8 sample contacts and 8 conversations are deleted").waitFor();
    expect(await accessibilityViolations(owner)).toEqual([]);
    await ask.getByRole("button", { name: "Remove the sample data" }).click();
    await owner.getByText("Your first flow").waitFor();
    for (const page of [owner, phone]) {
      await page.getByText("This workspace shows sample data.").waitFor({ state: "detached" });
    }
    // Whoever has a sample open in the editor keeps it there, as what they drew may not be saved yet.
    await phone.getByRole("button", { name: "Publish" }).waitFor();
    expect(stage.complaints).toEqual([]);
  },
  120_000,
);
