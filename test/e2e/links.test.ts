import { addressOf, pages } from "@chatloom/api-schema";
import { afterAll, beforeAll, expect, test } from "vitest";
import { routes } from "../support/world.ts";
import { openVisitor } from "../turns/live-clients.ts";
import { flowOf, keyword, publish, say } from "../turns/publish-test-flow.ts";
import { chromium, openStage, type Stage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  if (chromium) {
    stage = await openStage();
  }
});
afterAll(() => stage?.close());

test.skipIf(!chromium)("an invitation's link lets somebody join", async () => {
  const { link } = await stage.world.call(routes.accounts.invite, {
    body: { email: "new@example.test", role: "agent" },
  });
  const page = await stage.open();
  await page.goto(link);
  await page.getByLabel("Your name").fill("Nam");
  await page.getByLabel(/^Password/).fill("three words together");
  await page.getByRole("button", { name: "Join" }).click();
  await page.getByRole("navigation").first().waitFor();
  const { items } = await stage.world.call(routes.accounts.listMembers);
  expect(items.map((it) => it.name)).toContain("Nam");
  await page.context().close();
});

test.skipIf(!chromium)("every declared address leads to a page", async () => {
  const { world } = stage;
  const flowId = await publish(
    world,
    flowOf("Greeting", { start: keyword("hello"), hi: say("Hi!") }, ["start.next > hi"]),
  );
  const visitor = await openVisitor(world);
  await visitor.say("hello");
  await expect
    .poll(async () => (await world.call(routes.conversations.listConversations)).items.length)
    .toBe(1);
  visitor.close();
  const { items } = await world.call(routes.conversations.listConversations);
  const parts: Readonly<Record<string, string>> = {
    flowId,
    conversationId: items[0]?.id ?? "",
    channelId: await stage.webChannel(),
    type: "telegram",
    tab: "members",
  };
  const page = await stage.open("owner");
  for (const address of Object.values(pages)) {
    await page.goto(world.url + addressOf(address as string, parts));
    await page.getByRole("heading", { level: 1 }).first().waitFor({ state: "attached" });
    const heading = await page.getByRole("heading", { level: 1 }).first().textContent();
    expect(heading, address).not.toBe("Nothing here");
  }
  await page.goto(`${world.url}${addressOf(pages.flow, { flowId }, { node: "hi" })}`);
  await page.locator(".react-flow__node.selected").getByText("Hi!").waitFor();
  await page.goto(`${world.url}/nowhere`);
  await page
    .getByRole("heading", { level: 1, name: "Nothing here" })
    .waitFor({ state: "attached" });
  await page.context().close();
});
