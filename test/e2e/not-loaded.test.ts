import { pages, routes } from "@chatloom/api-schema";
import type { Route } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromium, openStage, type Stage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  if (chromium) {
    stage = await openStage();
  }
});
afterAll(() => stage?.close());

/** Pages that are shown without a session, and those that read nothing before they show something. */
const others: readonly string[] = [
  pages.start,
  pages.signIn,
  pages.setUp,
  pages.invitation,
  pages.secondFactor,
  pages.newPassword,
  pages.chat,
  pages.newTemplate,
  pages.connectedService,
];
const tabs: Readonly<Record<string, readonly string[]>> = {
  [pages.aiTab]: ["agents", "knowledge", "evaluations", "connections", "usage"],
  [pages.inboxTools]: ["replies", "macros", "labels", "assignment", "satisfaction"],
  [pages.reportsTab]: [
    "overview",
    "flows",
    "journeys",
    "ai",
    "channels",
    "experiments",
    "team",
    "operations",
  ],
  [pages.settingsTab]: [
    "account",
    "members",
    "teams",
    "workspace",
    "marketing",
    "tokens",
    "secrets",
    "webhooks",
    "conversions",
    "privacy",
    "audit",
  ],
};
/** The addresses of every page of the studio, those with tabs once for each tab. */
const addresses = Object.values(pages)
  .filter((page) => !others.includes(page))
  .flatMap((page) => (tabs[page] ?? [""]).map((tab) => page.replace(":tab", tab)))
  .map((page) => page.replace(/:\w+/g, "652f0000000000000000000a"));

/** Lets only the routes through that the frame of the studio needs. */
async function refuse(route: Route, answer: { status: number; code: string }): Promise<void> {
  const { pathname } = new URL(route.request().url());
  if (pathname === `/api/v1${routes.accounts.readMe.path}`) {
    await route.fallback();
    return;
  }
  await route.fulfill({
    status: answer.status,
    contentType: "application/problem+json",
    body: JSON.stringify({ title: "Not shown", ...answer }),
  });
}

describe.skipIf(!chromium)("where the server does not answer", () => {
  test("every page says so and offers to try again", async () => {
    const page = await stage.open("owner");
    // An answer that another try would not change comes at once; others are asked for three times.
    await page.route("**/api/v1/**", (route) =>
      refuse(route, { status: 403, code: "member.role-too-low" }),
    );
    const silent: string[] = [];
    const waiting: string[] = [];
    await page.goto(`${stage.world.url}/nowhere`);
    const open = (address: string) =>
      // As a link does it: the frame of the studio stays.
      page.evaluate((to) => {
        history.pushState({}, "", to);
        dispatchEvent(new PopStateEvent("popstate"));
      }, address);
    for (const address of addresses) {
      await open("/nowhere");
      await page.getByText("This address does not lead anywhere").waitFor();
      await open(address);
      const again = page.locator("#main").getByRole("button", { name: "Try again" }).first();
      const waits = page.locator("#main :is(.mantine-Skeleton-root, .mantine-Loader-root)").first();
      await again.waitFor({ timeout: 10_000 }).catch(() => silent.push(address));
      await waits
        .waitFor({ state: "detached", timeout: 10_000 })
        .catch(() => waiting.push(address));
    }
    expect(silent).toEqual([]);
    expect(waiting).toEqual([]);
    await page.context().close();
  });

  test("trying again shows the page once the server answers", async () => {
    const page = await stage.open("owner");
    const agents = "**/api/v1/ai/agents";
    await page.route(agents, (route) => refuse(route, { status: 500, code: "internal" }));
    await page.goto(`${stage.world.url}/ai/agents`);
    const failed = page.getByRole("alert").filter({ hasText: "The server could not answer" });
    await failed.waitFor();
    await page.unroute(agents);
    await failed.getByRole("button", { name: "Try again" }).click();
    await page.getByText("No agent yet").waitFor();
    expect(await failed.count()).toBe(0);
    await page.context().close();
  });
});
