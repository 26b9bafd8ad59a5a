import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { routes } from "../support/world.ts";
import { chromium, openStage, type Stage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  if (chromium) {
    stage = await openStage();
  }
});
afterAll(() => stage?.close());

/** Opens the list of flows in a new browser, in which some code cannot be fetched. */
async function openFlows(missing: string): Promise<Page> {
  const page = await stage.open("owner");
  await page.route(missing, (route) => route.abort());
  await page.goto(`${stage.world.url}/flows`);
  await page.getByRole("heading", { name: "Flows", exact: true }).waitFor();
  return page;
}

describe.skipIf(!chromium)("without a connection", () => {
  test("pages open whose code was loaded while the browser was idle", async () => {
    const page = await stage.open("owner", { preloads: true });
    // The page of the last area is loaded last.
    const loaded = page.waitForEvent("requestfinished", (it) => it.url().includes("settings-page"));
    await page.goto(`${stage.world.url}/flows`);
    await loaded;
    await page.context().setOffline(true);
    for (const name of ["Audience", "Channels", "Alerts", "Settings"]) {
      await page.getByRole("link", { name }).first().click();
      await page.getByRole("heading", { name, exact: true }).first().waitFor();
    }
    await page.context().close();
  });

  test("a page whose code is missing says so, and opens once the browser is online", async () => {
    const code = "**/assets/contacts-page-*";
    const page = await openFlows(code);
    await page.context().setOffline(true);
    await page.getByRole("link", { name: "Audience" }).click();
    const offline = page.getByRole("alert").filter({ hasText: "You are offline" });
    await offline.waitFor();
    await offline.getByRole("button", { name: "Try again" }).click();
    await offline.waitFor();
    // The rest of the studio still works.
    await page.getByRole("link", { name: "Flows" }).click();
    await page.getByRole("heading", { name: "Flows", exact: true }).waitFor();
    await page.getByRole("link", { name: "Audience" }).click();
    await offline.waitFor();
    await page.unroute(code);
    await page.context().setOffline(false);
    await page.getByRole("heading", { name: "Audience", exact: true }).waitFor();
    await page.context().close();
  });

  test("the editor stays when the test's code is missing, and tries again", async () => {
    const { id } = await stage.world.call(routes.flows.createFlow, {
      body: { name: "Try me", sample: "lead-capture" },
    });
    const code = "**/assets/simulator-panel-*";
    const page = await openFlows(code);
    await page.locator(`a[href="/flows/${id}"]`).click();
    await page.getByRole("button", { name: "Test", exact: true }).click();
    const missing = page.getByRole("alert").filter({ hasText: "This part could not be loaded" });
    await missing.waitFor();
    expect(await page.locator(".react-flow__node").count()).toBeGreaterThan(5);
    await page.unroute(code);
    await missing.getByRole("button", { name: "Try again" }).click();
    await missing.waitFor({ state: "hidden" });
    // Where the browser remembers the failure, the page was loaded again.
    if ((await page.getByRole("complementary", { name: "Test" }).count()) === 0) {
      await page.getByRole("button", { name: "Test", exact: true }).click();
    }
    await page.getByPlaceholder("Write as the contact").waitFor();
    await page.context().close();
  });

  test("the list of flows keeps what it heard while an older answer was on its way", async () => {
    const { flows } = routes;
    const kept = await stage.world.call(flows.createFlow, { body: { name: "Before" } });
    const gone = await stage.world.call(flows.createFlow, { body: { name: "Short-lived" } });
    const page = await stage.open("owner");
    const live = page.waitForEvent("websocket");
    await page.goto(`${stage.world.url}/flows`);
    const linkTo = ({ id }: { id: string }) => page.locator(`a[href="/flows/${id}"]`);
    await linkTo(kept).waitFor();
    await live;
    // A fetch that the restart cuts off would be tried again before the page hears changes.
    await page.waitForLoadState("networkidle");

    const held = deferred();
    const released = deferred();
    // After a lost connection the list is fetched again.
    await stage.world.restart();
    await page.route("**/api/v1/flows", async (route) => {
      const response = await route.fetch();
      held.resolve();
      await released.promise;
      await route.fulfill({ response });
    });
    await held.promise;
    const params = { flowId: kept.id };
    await stage.world.call(flows.renameFlow, { params, body: { name: "After" } });
    await stage.world.call(flows.deleteFlow, { params: { flowId: gone.id } });
    await linkTo(kept).filter({ hasText: "After" }).waitFor();
    await linkTo(gone).waitFor({ state: "hidden" });
    const answered = page.waitForResponse("**/api/v1/flows");
    released.resolve();
    await answered;
    await page.evaluate(() => new Promise(requestAnimationFrame));
    expect(await linkTo(kept).textContent()).toBe("After");
    expect(await linkTo(gone).count()).toBe(0);
    await page.context().close();
  });
});

function deferred(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
