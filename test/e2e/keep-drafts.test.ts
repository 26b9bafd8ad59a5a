import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { routes } from "../support/world.ts";
import { flowOf, keyword, publish, say } from "../turns/publish-test-flow.ts";
import { chromium, openStage, type Stage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  if (chromium) {
    stage = await openStage();
  }
});
afterAll(() => stage?.close());

/** Opens a new, published flow with one message in a browser of its own. */
async function openFlow(name: string): Promise<{ page: Page; flowId: string }> {
  const flowId = await publish(
    stage.world,
    flowOf(name, { start: keyword(name), hello: say("First words"), over: end }, [
      "start.next > hello",
      "hello.next > over",
    ]),
  );
  const page = await stage.open("owner");
  // By way of the list: its page is loaded when the network is gone.
  await page.goto(`${stage.world.url}/flows`);
  await page.getByRole("link", { name, exact: true }).click();
  await page.getByRole("button", { name: /^Edit the text/ }).waitFor();
  return { page, flowId };
}
const end = { type: "end", data: {} } as const;

async function rewrite(page: Page, text: string): Promise<void> {
  await page.getByRole("button", { name: /^Edit the text/ }).dblclick();
  await page.getByRole("textbox", { name: "Text", exact: true }).first().fill(text);
  await page.keyboard.press("Escape");
}

async function saved(page: Page): Promise<void> {
  await page.getByRole("status").getByText("Saved", { exact: true }).waitFor();
}

async function draftOf(flowId: string): Promise<string> {
  const { draft } = await stage.world.call(routes.flows.readFlow, { params: { flowId } });
  return JSON.stringify(draft);
}

describe.skipIf(!chromium)("a draft", () => {
  test("does not conflict with names given here or in the list, nor with a look at a version", async () => {
    const { page, flowId } = await openFlow("naming");
    const name = page.getByRole("textbox", { name: "Name of the flow" });
    await name.fill("Named here");
    await page.keyboard.press("Enter");
    await rewrite(page, "After naming");
    await expect.poll(() => draftOf(flowId)).toContain("After naming");
    await saved(page);

    const renaming = { params: { flowId }, body: { name: "Named in the list" } };
    await stage.world.call(routes.flows.renameFlow, renaming);
    await expect.poll(() => name.inputValue()).toBe("Named in the list");
    await rewrite(page, "After the list");
    await expect.poll(() => draftOf(flowId)).toContain("After the list");

    await page.getByRole("button", { name: "Versions" }).click();
    await page.getByRole("button", { name: "View", exact: true }).click();
    await page.getByText("You are looking at version 1.").waitFor();
    await page.getByRole("button", { name: "Back to the draft" }).click();
    await page
      .getByRole("button", { name: "Edit the text “After the list”" })
      .or(page.getByText("After the list"))
      .first()
      .waitFor();
    await rewrite(page, "After the version");
    await expect.poll(() => draftOf(flowId)).toContain("After the version");
    await saved(page);
    expect(await page.getByRole("dialog").count()).toBe(0);
    expect(await draftOf(flowId)).toContain("Named in the list");
    await page.context().close();
  });

  test("that could not be saved is kept when the editor is left, and offered again", async () => {
    const { page, flowId } = await openFlow("offline");
    await page.context().setOffline(true);
    await rewrite(page, "Written offline");
    await page.getByRole("status").getByText("Offline", { exact: true }).waitFor();
    await page.getByRole("link", { name: "All flows" }).click();
    const leaving = page.getByRole("dialog", { name: "Not everything is saved" });
    await leaving.getByRole("button", { name: "Stay" }).click();
    await leaving.waitFor({ state: "hidden" });
    await page.getByText("Written offline").first().waitFor();
    await page.getByRole("link", { name: "All flows" }).click();
    await leaving.getByRole("button", { name: "Leave" }).click();
    await page.getByRole("heading", { name: "Flows", level: 1 }).waitFor();
    await page.context().setOffline(false);

    await page.goto(`${stage.world.url}/flows/${flowId}`);
    const offer = page.getByRole("dialog", { name: "You have unsaved changes" });
    await offer.getByRole("button", { name: "Continue with them" }).click();
    await page.getByText("Written offline").first().waitFor();
    await expect.poll(() => draftOf(flowId)).toContain("Written offline");
    await saved(page);

    await page.reload();
    await page.getByText("Written offline").first().waitFor();
    expect(await offer.count()).toBe(0);
    await page.context().close();
  });

  test("waits for a new sign-in when the session has ended", async () => {
    const { page, flowId } = await openFlow("expired");
    await page.context().clearCookies();
    await rewrite(page, "Written signed out");
    const again = page.getByRole("dialog", { name: "Please sign in again" });
    await again.getByLabel(/^Password/).fill("not the password");
    await again.getByRole("button", { name: "Sign in", exact: true }).click();
    await again.getByText("E-mail address or password is wrong.").waitFor();
    await again.getByLabel(/^Password/).fill("correct horse battery");
    await again.getByRole("button", { name: "Sign in", exact: true }).click();
    await again.waitFor({ state: "hidden" });
    await expect.poll(() => draftOf(flowId)).toContain("Written signed out");
    await saved(page);
    await page.getByRole("link", { name: "All flows" }).click();
    await page.getByRole("heading", { name: "Flows", level: 1 }).waitFor();
    await page.context().close();
  });
});
