import { afterAll, beforeAll, expect, test } from "vitest";
import { routes } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";
import { type SwitchStage, startSwitchStage } from "./switch-stage.ts";

let stage: SwitchStage;
beforeAll(async () => {
  stage = await startSwitchStage();
}, 60_000);
afterAll(() => stage.close());

/** The conversation of a channel in which something happened last. */
async function newest(channelType: string) {
  const { listConversations, readConversation } = routes.conversations;
  const { items } = await stage.world.call(listConversations, { query: { limit: 50 } });
  const found = items.find((it) => it.channel.type === channelType);
  const params = { conversationId: found?.id ?? "" };
  return (await stage.world.call(readConversation, { params })).conversation;
}

test("a contact who opens the link goes on there, with what they said, as one contact", async () => {
  const { whatsapp, telegram, writeThere, said, linkFor } = stage;
  const text = await linkFor("801", "Ada");
  expect(text).toMatch(/^Go on #cs[2-9a-z]{26}$/);
  const there = "84900000801";
  await writeThere(there, text);
  await until(() => said(whatsapp, there).includes("What else?"));
  expect(said(whatsapp, there)).toContain("Hello again, Ada");
  expect(said(whatsapp, there)).not.toContain("Usual answer");
  await writeThere(there, "tea");
  await until(() => said(whatsapp, there).includes("Ada wants tea"));

  const { items } = await stage.world.call(routes.contacts.listContacts, {
    query: { tag: "moved" },
  });
  const [ada] = items;
  expect(items).toHaveLength(1);
  const details = await stage.world.call(routes.contacts.readContact, {
    params: { contactId: ada?.id ?? "" },
  });
  expect(JSON.stringify(details)).toContain(there);
  expect(said(telegram, "801")).not.toContain("Hello again");

  // The link is used up: to anybody else, its words are an ordinary message.
  await writeThere("84900000802", text);
  await until(() => said(whatsapp, "84900000802").includes("Usual answer"));
});

test("a contact whom the channel can reach already is written to at once", async () => {
  const { whatsapp, telegram, write, said } = stage;
  const there = "84900000801";
  const before = said(whatsapp, there);
  await write("801", "move");
  await until(() => said(telegram, "801").split("Your name?").length > 2);
  await write("801", "Grace");
  await until(() => said(whatsapp, there).includes("Hello again, Grace"));
  expect(before).not.toContain("Grace");
  expect(said(telegram, "801").match(/wa\.me/g)).toHaveLength(1);
});

test("an expired link takes its own way, and opens nothing", async () => {
  const { whatsapp, telegram, writeThere, said, linkFor } = stage;
  const text = await linkFor("803", "Bo");
  stage.world.advance(2 * 3_600_000);
  await until(() => said(telegram, "803").includes("Nobody came"));
  await writeThere("84900000803", text);
  await until(() => said(whatsapp, "84900000803").includes("Usual answer"));
});

test("a known contact who opens somebody's link goes on, and stays a contact of their own", async () => {
  const { whatsapp, writeThere, said, linkFor } = stage;
  const there = "84900000804";
  await writeThere(there, "hello");
  await until(() => said(whatsapp, there).includes("Usual answer"));
  const before = (await stage.world.call(routes.contacts.listContacts)).items.length;
  const text = await linkFor("804", "Cy");
  await writeThere(there, text);
  await until(() => said(whatsapp, there).includes("Hello again, Cy"));
  expect((await stage.world.call(routes.contacts.listContacts)).items).toHaveLength(before + 1);
});

test("a person who has the conversation there is not interrupted; the flow goes on after them", async () => {
  const { whatsapp, writeThere, said, linkFor } = stage;
  const there = "84900000805";
  await writeThere(there, "hello");
  await until(() => said(whatsapp, there).includes("Usual answer"));
  const { conversations } = routes;
  const params = { conversationId: (await newest("whatsapp")).id };
  await stage.world.call(conversations.takeOver, { params });
  const text = await linkFor("805", "Di");
  await writeThere(there, text);
  const thread = async () =>
    JSON.stringify(await stage.world.call(conversations.listMessages, { params }));
  await until(async () => (await thread()).includes(text));
  // Telegram has heard that the link is open once its own conversation waits for nothing.
  await until(async () => (await newest("telegram")).position === undefined);
  expect(said(whatsapp, there)).not.toContain("Hello again, Di");
  await stage.world.call(conversations.handBack, { params });
  await until(() => said(whatsapp, there).includes("Hello again, Di"));
});
