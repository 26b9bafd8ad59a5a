import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accessibilityViolations } from "./accessibility-violations.ts";
import { type FilledWorkspace, fillWorkspace } from "./fill-workspace.ts";
import { chromium, openStage, type Stage } from "./stage.ts";

const schemes = ["light", "dark"] as const;
let stage: Stage;
let filled: FilledWorkspace;

beforeAll(async () => {
  if (!chromium) {
    return;
  }
  stage = await openStage();
  filled = await fillWorkspace(stage.world);
});
afterAll(async () => {
  await filled?.close();
  await stage?.close();
});

/** Every screen: its address, and a text that is visible once it is loaded. */
const screens: Readonly<
  Record<string, { path: () => string | Promise<string>; shows: (page: Page) => Promise<unknown> }>
> = {
  flows: { path: () => "/flows", shows: heading("Flows") },
  editor: {
    path: () => `/flows/${filled.flowId}`,
    shows: (page) => page.getByText("Keyword", { exact: true }).last().waitFor(),
  },
  simulator: {
    path: () => `/flows/${filled.flowId}`,
    shows: async (page) => {
      await page.getByRole("button", { name: "Test", exact: true }).click();
      await page.getByPlaceholder("Write as the contact").fill("feedback");
      await page.keyboard.press("Enter");
      await page.getByRole("log").getByText("feedback").waitFor();
    },
  },
  "live panel": {
    path: () => "/conversations",
    shows: (page) => page.getByText("A colleague will be").first().waitFor(),
  },
  conversation: {
    path: () => `/conversations/${filled.conversationId}`,
    shows: (page) => page.getByText("The bot asked for a person").waitFor(),
  },
  contacts: { path: () => "/contacts", shows: (page) => page.getByText("Ana Test").waitFor() },
  "fields and tags": {
    path: () => "/contacts/fields",
    shows: (page) => page.getByRole("heading", { name: "Fields", exact: true }).waitFor(),
  },
  segment: {
    path: () => "/contacts/segments/new",
    shows: (page) => page.getByText("Ana Test").waitFor(),
  },
  channels: { path: () => "/channels", shows: (page) => page.getByText("Our whatsapp").waitFor() },
  channel: { path: () => `/channels/${filled.channelId}`, shows: heading("Our whatsapp") },
  "website chat": {
    path: async () => `/channels/${await stage.webChannel()}`,
    shows: heading("Website"),
  },
  alerts: {
    path: () => "/alerts",
    shows: (page) => page.getByText("Message undeliverable").first().waitFor(),
  },
  reports: {
    path: () => "/reports",
    shows: (page) => page.getByRole("heading", { name: "Messages by day" }).waitFor(),
  },
  "team report": {
    path: () => "/reports/team",
    shows: (page) => page.getByRole("heading", { name: "When contacts write" }).waitFor(),
  },
  account: { path: () => "/settings", shows: heading("Profile") },
  members: { path: () => "/settings/members", shows: heading("Members") },
  workspace: {
    path: () => "/settings/workspace",
    shows: (page) => page.getByText("Time zone").first().waitFor(),
  },
  tokens: { path: () => "/settings/tokens", shows: heading("API") },
  conversions: { path: () => "/settings/conversions", shows: heading("Ad conversions") },
  server: { path: () => "/settings/server", shows: heading("Store") },
  nowhere: { path: () => "/nowhere", shows: heading("Nothing here") },
  "sign-in": { path: () => "/sign-in", shows: heading("Sign in") },
  widget: {
    path: async () => `/chat/${await stage.webChannel()}`,
    shows: (page) => page.getByText("Say hello to start.").waitFor(),
  },
};

function heading(name: string) {
  return (page: Page) => page.getByRole("heading", { name, exact: true }).first().waitFor();
}

describe.skipIf(!chromium)("every screen", () => {
  test.each(schemes)(
    "has no serious barrier, no complaint, and fits a phone in %s",
    async (colorScheme) => {
      const page = await stage.open("owner", { colorScheme });
      const barriersOf: Record<string, readonly string[]> = {};
      const tooWide: Record<string, number> = {};
      for (const [name, { path, shows }] of Object.entries(screens)) {
        await page.setViewportSize({ width: 1280, height: 800 });
        await page.goto(stage.world.url + (await path()));
        await shows(page);
        const found = await accessibilityViolations(page);
        if (found.length > 0) {
          barriersOf[name] = found;
        }
        await page.setViewportSize({ width: 390, height: 844 });
        await page.evaluate(() => new Promise(requestAnimationFrame));
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (over > 0) {
          tooWide[name] = over;
        }
      }
      expect(barriersOf).toEqual({});
      expect(tooWide).toEqual({});
      expect(stage.complaints).toEqual([]);
      await page.context().close();
    },
  );
});
