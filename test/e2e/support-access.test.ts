import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addressOf, pages } from "@chatloom/api-schema";
import { readConfig } from "@chatloom/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accessibilityViolations } from "./accessibility-violations.ts";
import { chromium, openStage, type Stage } from "./stage.ts";

let stage: Stage;
let folder: string;
beforeAll(async () => {
  if (chromium) {
    folder = mkdtempSync(join(tmpdir(), "chatloom-backups-"));
    const environment = { SECRET_KEY: "x".repeat(43), BACKUP_TO: folder };
    stage = await openStage({ backup: readConfig(environment, {}).backup });
  }
});
afterAll(async () => {
  await stage?.close();
  rmSync(folder, { recursive: true, force: true });
});

const members = addressOf(pages.settingsTab, { tab: "members" });

test.skipIf(!chromium)(
  "an owner lets support in, everybody sees it, and it is ended",
  async () => {
    const { world } = stage;
    const owner = await stage.open("owner");
    await owner.goto(world.url + members);
    await owner.getByText("Nobody outside has access now.").waitFor();
    await owner.getByLabel("E-mail address of support").fill("sam@vendor.test");
    await owner
      .locator("form")
      .filter({ hasText: "For how many hours" })
      .getByRole("button", { name: "Make a link" })
      .click();
    const link = owner.getByRole("textbox", { name: "Send this link to sam@vendor.test" });
    await link.waitFor();
    await owner.getByText("The link was not used yet").waitFor();

    const support = await stage.open();
    await support.goto(await link.inputValue());
    await support.getByLabel("Your name").fill("Sam");
    await support.getByRole("textbox", { name: "Password" }).fill("unrelated words like teapots");
    await support.getByRole("button", { name: "Join", exact: false }).click();
    await support.getByText("You have support access to this workspace until").waitFor();

    const viewer = await stage.open("viewer", { viewport: { width: 390, height: 844 } });
    await viewer.goto(world.url + pages.flows);
    const notice = "Sam (sam@vendor.test) has support access to this workspace";
    await viewer.getByText(notice).waitFor();
    expect(await accessibilityViolations(viewer)).toEqual([]);
    await owner.getByText(notice).waitFor();
    expect(await accessibilityViolations(owner)).toEqual([]);

    // The notice takes its height from a page as high as the window.
    await viewer.goto(world.url + pages.conversations);
    await viewer.getByText(notice).waitFor();
    const main = viewer.locator("#main");
    const hidden = await main.evaluate((it) => it.scrollHeight - it.clientHeight);
    expect(hidden).toBe(0);

    await owner.getByRole("button", { name: "End now" }).click();
    await owner.getByRole("dialog").getByRole("button", { name: "End now" }).click();
    await owner.getByText("Nobody outside has access now.").waitFor();
    await viewer.getByText(notice).waitFor({ state: "detached" });
  },
  120_000,
);

test.skipIf(!chromium)(
  "an owner sees the newest backup among the alerts",
  async () => {
    const { world } = stage;
    const page = await stage.open("owner");
    await page.goto(world.url + pages.alerts);
    await page.getByRole("heading", { name: "Backups" }).waitFor();
    await page.getByText(folder).waitFor();
    await page.getByText(/MB, in .* s/).waitFor({ timeout: 60_000 });
    expect(await accessibilityViolations(page)).toEqual([]);
  },
  120_000,
);
