import { addressOf, pages } from "@chatloom/api-schema";
import type { Page } from "playwright-core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { flowOf, keyword, publish, say } from "../turns/publish-test-flow.ts";
import { accessibilityViolations } from "./accessibility-violations.ts";
import { chromium, openStage, type Stage } from "./stage.ts";

let stage: Stage;
let flowId: string;
beforeEach(async () => {
  if (!chromium) {
    return;
  }
  stage = await openStage();
  const nodes = { start: keyword("price"), answer: say("It costs 12 euros") };
  flowId = await publish(stage.world, flowOf("Prices", nodes, ["start.next > answer"]));
});
afterEach(() => stage?.close());

const panel = (page: Page) => page.getByRole("complementary", { name: "Details" });
const field = (page: Page) => panel(page).getByRole("textbox", { name: "Comment", exact: true });
const card = (page: Page) => page.locator("article").filter({ hasText: "It costs 12 euros" });
const comment = (page: Page, by: string, text: string) =>
  panel(page)
    .getByRole("article", { name: `Comment by ${by}` })
    .filter({ hasText: text });

async function write(page: Page, text: string): Promise<void> {
  await field(page).fill(text);
  await field(page).press("Enter");
}

test.skipIf(!chromium)(
  "two editors discuss a step: mention, answer, comments at once, resolve",
  async () => {
    const { world } = stage;
    const theirs = await stage.open("owner");
    await theirs.goto(world.url + addressOf(pages.flows));
    await theirs.getByRole("link", { name: "Prices" }).waitFor();
    const mine = await stage.open("editor");
    await mine.goto(world.url + addressOf(pages.flow, { flowId }));
    await card(mine).click();
    await panel(mine).getByRole("button", { name: "Comments" }).click();
    await field(mine).pressSequentially("@oli");
    await mine.getByRole("option", { name: "Olivia Owner" }).waitFor();
    expect(await accessibilityViolations(mine)).toEqual([]);
    await field(mine).press("Enter");
    await field(mine).pressSequentially("is this still right?");
    await field(mine).press("Enter");
    // Whoever types on before the server has answered loses nothing.
    await field(mine).pressSequentially("Then I wait");
    await comment(mine, "Editor Member", "@Olivia Owner is this still right?").waitFor();
    expect(await field(mine).inputValue()).toBe("Then I wait");

    const alert = theirs.getByRole("alert");
    await alert.getByText("1 step has a comment that mentions you").waitFor();
    await alert.getByText("@Olivia Owner is this still right?").waitFor();
    expect(await accessibilityViolations(theirs)).toEqual([]);
    await alert.getByRole("link", { name: "Prices" }).click();
    await comment(theirs, "Editor Member", "is this still right?").waitFor();
    await card(theirs).getByRole("img", { name: "1 open comment" }).waitFor();
    await write(theirs, "It is, until Monday");
    await comment(mine, "Olivia Owner", "It is, until Monday").waitFor();
    await card(mine).getByRole("img", { name: "2 open comments" }).waitFor();
    expect(await accessibilityViolations(theirs)).toEqual([]);

    await Promise.all([field(mine).press("Enter"), write(theirs, "I change it on Monday")]);
    for (const page of [mine, theirs]) {
      await comment(page, "Editor Member", "Then I wait").waitFor();
      await comment(page, "Olivia Owner", "I change it on Monday").waitFor();
    }

    await panel(theirs).getByRole("button", { name: "Resolve" }).click();
    await panel(mine).getByText("Resolved by Olivia Owner").waitFor();
    await card(mine)
      .getByRole("img", { name: /open comment/ })
      .waitFor({ state: "detached" });
    expect(await accessibilityViolations(mine)).toEqual([]);
    await theirs.getByRole("link", { name: "All flows" }).click();
    await theirs.getByRole("article").getByRole("link", { name: "Prices" }).waitFor();
    await alert.waitFor({ state: "detached" });
    expect(stage.complaints).toEqual([]);
  },
);
