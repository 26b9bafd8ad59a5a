import { afterAll, beforeAll, expect, test } from "vitest";
import { routes } from "../support/world.ts";
import { flowOf, keyword, say } from "../turns/publish-test-flow.ts";
import { accessibilityViolations } from "./accessibility-violations.ts";
import { chromium, openStage, type Stage } from "./stage.ts";

let stage: Stage;
let flowId: string;

beforeAll(async () => {
  if (!chromium) {
    return;
  }
  stage = await openStage();
  const flow = flowOf(
    "Drinks",
    {
      hello: keyword("hello"),
      ask: {
        type: "quickReplies",
        data: {
          text: "Tea or coffee?",
          options: [
            { id: "tea", label: "Tea" },
            { id: "coffee", label: "Coffee" },
          ],
          attempts: 2,
        },
      },
      tea: say("One tea"),
    },
    ["hello.next > ask", "ask.option:tea > tea"],
  );
  flowId = (await stage.world.call(routes.flows.importFlow, { body: { flow } })).id;
});
afterAll(() => stage?.close());

test.skipIf(!chromium)(
  "a talk becomes a test, a failing test says why, and random contacts find the dead end",
  async () => {
    const page = await stage.open("editor", { viewport: { width: 1440, height: 900 } });
    await page.goto(`${stage.world.url}/flows/${flowId}`);
    await page.getByRole("button", { name: "Test", exact: true }).click();
    const phone = page.getByRole("complementary", { name: "Test" });
    await phone.getByPlaceholder("Write as the contact").fill("hello");
    await page.keyboard.press("Enter");
    await phone.getByRole("button", { name: "Tea", exact: true }).click();
    await phone.getByText("One tea").waitFor();
    await phone.getByRole("button", { name: "Save as test" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name", { exact: false }).first().fill("Tea is served");
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.waitFor({ state: "hidden" });
    await phone.getByRole("button", { name: "Close the test" }).click();

    await page.getByRole("button", { name: "Tests", exact: true }).click();
    await page.getByText("1 test passes").waitFor();
    await page.getByRole("switch", { name: "Show coverage on the canvas" }).check({ force: true });
    const params = { flowId };
    const { draft, revision } = await stage.world.call(routes.flows.readFlow, { params });
    expect(draft.nodes).toHaveLength(3);
    expect(revision).toBeGreaterThan(0);

    await page.getByRole("button", { name: "Edit test" }).click();
    await dialog.getByLabel("4. Bot says exactly").fill("One coffee");
    await dialog.getByRole("button", { name: "Save" }).click();
    await page.getByText("1 of 1 tests fail").waitFor();
    await page.getByText(/Expected the bot to say "One coffee", but it said "One tea"/).waitFor();
    await page.getByRole("button", { name: "Publish" }).click();
    await dialog.getByText("1 test fails").waitFor();
    await page.keyboard.press("Escape");

    await page.getByRole("button", { name: "Try to break it" }).click();
    await dialog.getByRole("button", { name: "Start" }).click();
    await dialog.getByText(/leads nowhere for one answer/).waitFor();
    await dialog.getByRole("button", { name: "Save as test" }).click();
    await dialog.getByText("Saved as a test").waitFor();
    expect(stage.complaints).toEqual([]);
    const { items } = await stage.world.call(routes.flowTests.listFlowTests, { params });
    expect(items).toHaveLength(2);
  },
);

test.skipIf(!chromium)(
  "a message shows its way, its conversation is replayed, and forked against the draft",
  async () => {
    const params = { flowId };
    const { revision } = await stage.world.call(routes.flows.readFlow, { params });
    await stage.world.call(routes.flows.publishFlow, { params, body: { revision } });
    const visitor = await stage.visit();
    await visitor.getByPlaceholder("Write a message…").fill("hello");
    await visitor.keyboard.press("Enter");
    await visitor.getByRole("log").getByRole("button", { name: "Tea", exact: true }).click();
    await visitor.getByRole("log").getByText("One tea").waitFor();
    const { items } = await stage.world.call(routes.conversations.listConversations);
    const conversationId = items[0]?.id ?? "";

    const page = await stage.open("editor", { viewport: { width: 1440, height: 900 } });
    await page.goto(`${stage.world.url}/conversations/${conversationId}`);
    await page.getByRole("button", { name: "Show the way" }).last().click();
    await page.getByText("Turn 2, after: The contact tapped").waitFor();
    await page.getByRole("link", { name: "Replay this turn" }).click();
    await page.getByText("Turn 2 of 2").waitFor();
    await page.getByRole("region", { name: "This turn" }).getByText("One tea").waitFor();
    await page
      .getByRole("img", { name: /The flow, with the step/ })
      .getByText("Message")
      .waitFor();
    await page.getByRole("slider", { name: "Turn" }).press("ArrowLeft");
    await page.getByText("Turn 1 of 2").waitFor();
    await page.getByRole("button", { name: "Next", exact: true }).click();
    await page.getByRole("link", { name: "Try from here with the draft" }).click();
    const phone = page.getByRole("complementary", { name: "Test" });
    await phone.getByText("One tea").waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    expect(stage.complaints).toEqual([]);
    await page.goto(`${stage.world.url}/conversations/${conversationId}/replay`);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByText("Turn 2 of 2").waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
  },
);
