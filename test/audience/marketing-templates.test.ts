import type { TemplateDraft } from "@chatloom/flows-schema";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { connect, until } from "../turns/connect-double.ts";
import { flowOf, keyword, publish, say } from "../turns/publish-test-flow.ts";

const { contacts, conversations, messageTemplates } = routes;
const from = "84900000777";
let world: World;
let whatsapp: Double;
let webhook: string;
let conversationId: string;
let contactId: string;
beforeAll(async () => {
  world = await startWorld();
  whatsapp = await startDouble("whatsapp");
  webhook = await connect(world, whatsapp);
  const params = { channelId: webhook.split("/").at(-1) ?? "" };
  for (const category of ["MARKETING", "UTILITY"] as const) {
    const body = templateOf(category);
    await world.call(messageTemplates.submitTemplate, { params, body });
  }
  await world.call(messageTemplates.readTemplates, { params });
  const nodes = {
    start: keyword("news"),
    offer: {
      type: "template" as const,
      data: { name: "a_marketing", language: "en-us", parameters: [] },
    },
    rest: say("That was the news"),
  };
  await publish(world, flowOf("News", nodes, ["start.next > offer", "offer.next > rest"]));
  await whatsapp.deliver(webhook, { kind: "text", from, text: "hello" });
  await until(async () => (await world.call(conversations.listConversations)).items.length === 1);
  const [conversation] = (await world.call(conversations.listConversations)).items;
  conversationId = conversation?.id ?? "";
  contactId = (await world.call(contacts.listContacts)).items[0]?.id ?? "";
});
afterAll(async () => {
  await world.close();
  await whatsapp.close();
});

function templateOf(category: "MARKETING" | "UTILITY"): TemplateDraft {
  const name = `a_${category.toLowerCase()}`;
  const body = "Everything is cheaper today.";
  return { name, language: "en_US", category, headerKind: "none", body, examples: [], buttons: [] };
}

async function answer(name: string): Promise<void> {
  const content = { kind: "template" as const, name, language: "en_US", parameters: [] };
  await world.call(conversations.reply, { params: { conversationId }, body: { content } });
}

/** How the newest template message ended: its delivery and the code of its failure. */
async function newest(): Promise<string> {
  const { items } = await world.call(conversations.listMessages, { params: { conversationId } });
  const found = items.find((it) => it.content?.kind === "template");
  return `${found?.delivery} ${found?.failure?.code ?? ""}`.trim();
}

async function consent(state: "given" | "withdrawn"): Promise<void> {
  const body =
    state === "given"
      ? ({ channelId: "all", purpose: "marketing", state, wording: "Send me offers" } as const)
      : ({ channelId: "all", purpose: "marketing", state } as const);
  await world.call(contacts.recordConsent, { params: { contactId }, body });
}

const arrived = (name: string) =>
  whatsapp.sends.filter((it) => JSON.stringify(it.body).includes(name)).length;

test("an agent's marketing template leaves only with consent, another one always", async () => {
  await world.call(conversations.takeOver, { params: { conversationId } });
  await answer("a_utility");
  await until(async () => (await newest()) === "sent");
  await answer("a_marketing");
  await until(async () => (await newest()) === "failed consent.missing");
  await consent("given");
  await answer("a_marketing");
  await until(async () => (await newest()) === "sent");
  await consent("withdrawn");
  await answer("a_marketing");
  await until(async () => (await newest()) === "failed consent.withdrawn");
  expect(arrived("a_marketing")).toBe(1);
});

test("a flow that a contact asked for goes on without its marketing template", async () => {
  const other = "84900000778";
  await whatsapp.deliver(webhook, { kind: "text", from: other, text: "news" });
  await until(() => arrived("That was the news") === 1);
  expect(arrived("a_marketing")).toBe(1);
});
