import { addressOf, pages } from "@chatloom/api-schema";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { routes } from "../support/world.ts";
import { connect } from "../turns/connect-double.ts";
import { flowOf, keyword } from "../turns/publish-test-flow.ts";
import { accessibilityViolations } from "./accessibility-violations.ts";
import { chromium, openStage, type Stage } from "./stage.ts";

let stage: Stage;
let whatsapp: Double;
let webhook: string;
let channelId: string;
beforeEach(async () => {
  if (!chromium) {
    return;
  }
  whatsapp = await startDouble("whatsapp");
  stage = await openStage();
  webhook = await connect(stage.world, whatsapp);
  channelId = webhook.split("/").at(-1) ?? "";
});
afterEach(async () => {
  await stage?.close();
  await whatsapp?.close();
});

test.skipIf(!chromium)(
  "templates are read, one is written and submitted, and a step sends one with its values",
  async () => {
    const { world } = stage;
    const page = await stage.open("editor");
    await page.goto(world.url + addressOf(pages.channel, { channelId }));
    await page.getByText("The list has not been read yet.").waitFor();
    await page.getByRole("link", { name: "Open", exact: true }).click();
    await page.getByRole("button", { name: "Read again" }).click();
    await page.getByText("order_update", { exact: true }).waitFor();
    await page.getByText("The text is promotional").waitFor();
    await page.getByRole("button", { name: "How it looks: order_update" }).click();
    await page.getByText("Hello Ann, your order leaves on Monday.").waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);

    await page.getByRole("link", { name: "New template" }).click();
    await page.getByRole("textbox", { name: "Name" }).fill("table_free");
    await page
      .getByRole("textbox", { name: "Text", exact: true })
      .fill("A table is free at {{1}} today.");
    await page.getByRole("button", { name: "Submit for review" }).click();
    await page.getByText("needs one example for each value").waitFor();
    await page
      .getByRole("group", { name: "Examples of the values" })
      .getByRole("textbox")
      .fill("19:00");
    await page.getByText("A table is free at 19:00 today.").waitFor();
    await page.reload();
    await page.getByText("A table is free at 19:00 today.").waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.getByRole("button", { name: "Submit for review" }).click();
    await page.getByText("is being reviewed").waitFor();
    await page.getByText("In review").waitFor();
    expect(whatsapp.refusals).toEqual([]);

    const data = { name: "", language: "en_US", parameters: [] };
    const { id } = await world.call(routes.flows.createFlow, { body: { name: "Orders" } });
    const params = { flowId: id };
    const { revision } = await world.call(routes.flows.readFlow, { params });
    const steps = { start: keyword("order"), send: { type: "template" as const, data } };
    await world.call(routes.flows.saveDraft, {
      params,
      body: { revision, draft: flowOf("Orders", steps, ["start.next > send"]) },
    });
    await page.goto(world.url + addressOf(pages.flow, params));
    await page.locator('.react-flow__node[data-id="send"]').click();
    await page.getByRole("combobox", { name: "Template name" }).click();
    await page.getByRole("option", { name: /order_update · en_US/ }).click();
    await page.getByRole("textbox", { name: "Value 1" }).fill("{{ contact.firstName }}");
    await page.getByRole("textbox", { name: "Value 2" }).fill("Friday");
    await page.getByText("your order leaves on Friday").waitFor();
    await page.getByRole("textbox", { name: "Header" }).fill("A-9");
    await page.getByRole("textbox", { name: "Button “Track”" }).fill("A-9");
    await expect
      .poll(async () => {
        const { draft } = await world.call(routes.flows.readFlow, { params });
        return draft.nodes.find((it) => it.id === "send")?.data;
      })
      .toMatchObject({
        name: "order_update",
        parameters: [
          { place: "header", value: "A-9" },
          { place: "body", value: "{{ contact.firstName }}" },
          { place: "body", value: "Friday" },
          { place: "button", index: 1, value: "A-9" },
        ],
      });
    await expect
      .poll(async () => {
        const { findings } = await world.call(routes.flows.validateFlow, { params });
        return findings.map((it) => it.code).filter((it) => it.startsWith("approvedTemplate"));
      })
      .toEqual([]);

    // A day after the contact wrote, an agent may send a template only.
    await whatsapp.deliver(webhook, { kind: "text", from: "4915112345678", text: "Hello?" });
    const list = () => world.call(routes.conversations.listConversations, { query: {} });
    await expect.poll(async () => (await list()).items.length).toBe(1);
    world.advance(25 * 3_600_000);
    const agent = await stage.open("agent");
    await agent.clock.setSystemTime(Date.now() + 25 * 3_600_000);
    const conversationId = (await list()).items[0]?.id ?? "";
    await agent.goto(world.url + addressOf(pages.conversation, { conversationId }));
    await agent.getByRole("button", { name: "Take over" }).first().click();
    await agent.getByText("the contact wrote too long ago").waitFor();
    await agent.getByRole("button", { name: "Send a template" }).click();
    const dialog = agent.getByRole("dialog", { name: "Send a template" });
    await dialog.getByRole("combobox", { name: "Template" }).click();
    await agent.getByRole("option", { name: /order_update · en_US/ }).click();
    await dialog.getByRole("textbox", { name: "Value 1" }).fill("Ann");
    await dialog.getByRole("textbox", { name: "Value 2" }).fill("Friday");
    await dialog.getByText("Hello Ann, your order leaves on Friday.").waitFor();
    expect(await accessibilityViolations(agent)).toEqual([]);
    await dialog.getByRole("textbox", { name: "Header" }).fill("A-9");
    await dialog.getByRole("textbox", { name: "Button “Track”" }).fill("A-9");
    await dialog.getByRole("button", { name: "Send", exact: true }).click();
    await agent.getByRole("log").getByText("Hello Ann, your order leaves on Friday.").waitFor();
    await expect.poll(() => whatsapp.sends.length).toBe(1);
    expect(whatsapp.sends[0]?.body).toMatchObject({
      type: "template",
      template: { name: "order_update" },
    });
    expect(whatsapp.refusals).toEqual([]);
    expect(stage.complaints.filter((it) => !it.includes("400"))).toEqual([]);
  },
);
