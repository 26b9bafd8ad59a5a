import { addressOf, pages } from "@chatloom/api-schema";
import { nodeTypes } from "@chatloom/flows-schema";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { routes } from "../support/world.ts";
import { connect, until } from "../turns/connect-double.ts";
import { flowOf, keyword, say } from "../turns/publish-test-flow.ts";
import { accessibilityViolations } from "./accessibility-violations.ts";
import { chromium, openStage, type Stage } from "./stage.ts";

let stage: Stage;
let telegram: Double;
beforeAll(async () => {
  if (chromium) {
    [stage, telegram] = await Promise.all([openStage(), startDouble("telegram")]);
  }
});
afterAll(async () => {
  await stage?.close();
  await telegram?.close();
});

test.skipIf(!chromium)(
  "an editor chooses the channel to go on in, tries it, and a visitor goes on there",
  async () => {
    const { world } = stage;
    const hook = await connect(world, telegram);
    const { items } = await world.call(routes.channels.listChannels);
    const { id: channelId = "", name = "" } = items.find((it) => it.type === "telegram") ?? {};
    await world.call(routes.channels.checkChannel, { params: { channelId } });
    const go = {
      ...nodeTypes.switchChannel.initial,
      text: "We go on there",
      button: "Open Telegram",
    };
    const nodes = {
      start: keyword("move"),
      go: { type: "switchChannel", data: go } as const,
      hello: say("Hello on the other side"),
      late: say("Nobody came"),
    };
    const edges = ["start.next > go", "go.there > hello", "go.expired > late"];
    const { id: flowId } = await world.call(routes.flows.createFlow, { body: { name: "Moves" } });
    const params = { flowId };
    const { revision } = await world.call(routes.flows.readFlow, { params });
    const draft = flowOf("Moves", nodes, edges);
    await world.call(routes.flows.saveDraft, { params, body: { revision, draft } });
    const page = await stage.open("editor");
    const shot = async (file: string) => {
      if (process.env.SHOTS) {
        await page.screenshot({ path: `${process.env.SHOTS}/${file}.png` });
      }
    };
    await page.goto(world.url + addressOf(pages.flow, { flowId }));
    await page.getByText("Go on in another channel").first().click();
    await page.getByRole("combobox", { name: "Channel" }).click();
    await page.getByRole("option", { name }).click();
    await shot("switch-form");
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.getByRole("button", { name: "Test", exact: true }).click();
    const simulator = page.getByRole("complementary", { name: "Test" });
    await simulator
      .getByRole("log")
      .getByRole("button", { name: /^Keyword/ })
      .click();
    const prompt = simulator.getByRole("group", { name: "Another channel" });
    await prompt.getByRole("button", { name: "They open it" }).waitFor();
    await shot("switch-simulator");
    expect(await accessibilityViolations(page)).toEqual([]);
    await prompt.getByRole("button", { name: "They open it" }).click();
    await simulator.getByRole("log").getByText("Hello on the other side").waitFor();
    await page.getByRole("button", { name: "Publish" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Publish" }).click();
    await page.getByText("Published").first().waitFor();

    const visitor = await stage.visit();
    await visitor.getByRole("textbox").fill("move");
    await visitor.getByRole("textbox").press("Enter");
    const link = visitor.getByRole("link", { name: "Open Telegram" });
    await link.waitFor();
    const ref = new URL((await link.getAttribute("href")) ?? "").searchParams.get("start") ?? "";
    expect(ref).toMatch(/^cs[2-9a-z]{26}$/);
    await telegram.deliver(hook, { kind: "welcome", from: "7001", ref });
    await until(() => JSON.stringify(telegram.sends).includes("Hello on the other side"), 20_000);
    expect(stage.complaints).toEqual([]);
  },
);
