import type { Page } from "playwright-core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { routes } from "../support/world.ts";
import { openVisitor } from "../turns/live-clients.ts";
import { flowOf, keyword, publish } from "../turns/publish-test-flow.ts";
import { chromium, openStage, type Stage } from "./stage.ts";

let stage: Stage;
beforeEach(async () => {
  if (chromium) {
    stage = await openStage();
  }
});
afterEach(() => stage?.close());

async function openQuestion(page: Page, flowId: string) {
  await page.goto(`${stage.world.url}/flows/${flowId}`);
  const bubble = page.getByRole("button", { name: /^Edit the text/ });
  await bubble.waitFor();
  return bubble;
}

async function rewrite(page: Page, text: string): Promise<void> {
  await page.getByRole("button", { name: /^Edit the text/ }).dblclick();
  await page.getByRole("textbox", { name: "Text", exact: true }).first().fill(text);
  await page.keyboard.press("Escape");
}

test.skipIf(!chromium)(
  "nobody overwrites another silently, and the canvas shows who stands where",
  async () => {
    const { world } = stage;
    const flowId = await publish(
      world,
      flowOf(
        "Choice",
        {
          start: keyword("hello"),
          ask: {
            type: "quickReplies",
            data: {
              text: "Tea or coffee?",
              attempts: 2,
              options: [
                { id: "tea", label: "Tea", synonyms: [] },
                { id: "coffee", label: "Coffee", synonyms: [] },
              ],
            },
          },
          tea: { type: "end", data: {} },
        },
        ["start.next > ask", "ask.option:tea > tea", "ask.option:coffee > tea"],
      ),
    );
    const [mine, theirs] = await Promise.all([stage.open("owner"), stage.open("editor")]);
    const bubble = await openQuestion(mine, flowId);
    await openQuestion(theirs, flowId);

    const visitor = await openVisitor(world);
    await visitor.say("hello");
    await mine.getByText("1", { exact: true }).and(mine.locator("article span")).waitFor();
    visitor.close();

    // While one cannot reach the server, the other saves.
    await theirs.context().setOffline(true);
    await rewrite(theirs, "Juice or water?");
    await rewrite(mine, "Tea or cocoa?");
    await mine.getByRole("status").getByText("Saved", { exact: true }).waitFor();
    await theirs.context().setOffline(false);
    const dialog = theirs.getByRole("dialog", { name: "Someone else changed this flow" });
    await dialog.waitFor();
    const { draft } = await world.call(routes.flows.readFlow, { params: { flowId } });
    expect(JSON.stringify(draft)).toContain("Tea or cocoa?");
    await dialog.getByRole("button", { name: "Keep mine as a copy" }).click();
    await dialog.waitFor({ state: "hidden" });

    await expect
      .poll(async () =>
        (await world.call(routes.flows.listFlows)).items.map((it) => it.name).sort(),
      )
      .toEqual(["Choice", "Choice (my copy)"]);
    await theirs.getByText("Juice or water?").first().waitFor();
    expect(await bubble.innerText()).toBe("Tea or cocoa?");
    expect(
      stage.complaints.filter((it) => !/ERR_INTERNET_DISCONNECTED|status of 409/.test(it)),
    ).toEqual([]);
  },
);
