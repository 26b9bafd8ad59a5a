import { addressOf, pages } from "@chatloom/api-schema";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { joinMember } from "../support/join-member.ts";
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

const rolesPage = addressOf(pages.settingsTab, { tab: "roles" });

/** Opens a browser of somebody who joined. */
async function openAs(cookie: string): Promise<Page> {
  const page = await stage.open(undefined, { viewport: { width: 390, height: 844 } });
  const [name = "", value = ""] = cookie.split("=");
  await page.context().addCookies([{ name, value, url: stage.world.url }]);
  return page;
}

test.skipIf(!chromium)(
  "an owner makes a role, its member sees only what it allows, and it is deleted",
  async () => {
    const { world } = stage;
    const owner = await stage.open("owner");
    await owner.goto(world.url + rolesPage);
    await owner.getByText("There are no roles of your own yet").waitFor();
    expect(await accessibilityViolations(owner)).toEqual([]);
    await owner.getByRole("button", { name: "New role" }).click();
    await owner.getByRole("textbox", { name: "Name" }).fill("Analyst");
    await owner.getByRole("combobox", { name: "Copy the permissions of" }).click();
    await owner.getByRole("option", { name: "Viewer" }).click();
    for (const group of ["Live chat", "Flows", "AI", "Connections", "Broadcasts"]) {
      const box = owner.getByRole("group", { name: group, exact: true }).getByRole("checkbox");
      await box.first().uncheck();
    }
    // What needs a permission goes with it, and comes with it.
    const change = owner.getByRole("checkbox", { name: "Change, merge and tag contacts" });
    await change.check();
    await owner.getByRole("checkbox", { name: "See contacts, segments and consent" }).uncheck();
    expect(await change.isChecked()).toBe(false);
    expect(await accessibilityViolations(owner)).toEqual([]);
    await owner.getByRole("button", { name: "Save" }).click();
    await owner.getByText("0 members · 2 permissions").waitFor();

    const { items } = await world.call(routes.roles.listRoles);
    const role = items.find((it) => it.name === "Analyst");
    const { cookie } = await joinMember(world, role?.id ?? "");
    const analyst = await openAs(cookie);
    await analyst.goto(world.url);
    await analyst.waitForURL(/\/reports/);
    const more = analyst.getByRole("button", { name: "More" });
    await more.click();
    await analyst.getByRole("menuitem", { name: "Settings" }).waitFor();
    expect(await analyst.getByRole("menuitem", { name: "Channels" }).count()).toBe(0);
    await analyst.keyboard.press("Escape");
    expect(await analyst.getByRole("link", { name: "Flows" }).count()).toBe(0);
    await analyst.goto(world.url + pages.flows);
    await analyst.getByText("Your role does not include this page").first().waitFor();
    expect(await accessibilityViolations(analyst)).toEqual([]);

    // A change reaches the open window.
    await owner.reload();
    await owner.getByRole("button", { name: "Edit “Analyst”" }).click();
    await owner.getByRole("checkbox", { name: "Open flows, versions and tests" }).check();
    await owner.getByRole("button", { name: "Save" }).click();
    await analyst.getByRole("heading", { name: "Flows" }).waitFor();

    await owner.getByRole("button", { name: "Delete the role “Analyst”?" }).click();
    await owner.getByText(/^Members: New/).waitFor();
    expect(await accessibilityViolations(owner)).toEqual([]);
    await owner.getByRole("button", { name: "Move and delete" }).click();
    await owner.getByText("The role is deleted.").waitFor();
    await owner.getByText("There are no roles of your own yet").waitFor();
    const narrow = await stage.open("owner", {
      viewport: { width: 390, height: 844 },
      colorScheme: "dark",
    });
    await narrow.goto(world.url + rolesPage);
    await narrow.getByRole("table", { name: "What each role allows" }).waitFor();
    expect(await accessibilityViolations(narrow)).toEqual([]);
    const wide = await narrow.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(390);
    expect(stage.complaints).toEqual([]);
  },
  120_000,
);
