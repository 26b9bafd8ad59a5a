import { afterAll, beforeAll, expect, test } from "vitest";
import type { Double } from "../doubles/double.ts";
import type { GraphConversation } from "../doubles/graph-conversations.ts";
import { instagramPlatform } from "../doubles/instagram.ts";
import { messengerPlatform } from "../doubles/messenger.ts";
import { serve } from "../doubles/serve.ts";
import { startDouble } from "../doubles/start-double.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { connect, until } from "../turns/connect-double.ts";
import { anyMessage, flowOf, publish, say } from "../turns/publish-test-flow.ts";

const began = Date.now() - 60 * 86_400_000;

/** A conversation of so many messages, the person's and the page's in turn, the newest first. */
function kept(person: string, name: string, count: number): GraphConversation {
  return {
    id: `t_${person}`,
    person: { id: person, name },
    messages: Array.from({ length: count }, (_, index) => {
      const at = count - 1 - index;
      return {
        id: `m_${person}_${at}`,
        created_time: new Date(began + at * 60_000).toISOString().replace(".000Z", "+0000"),
        from: { id: at % 2 === 0 ? person : "own" },
        message: `Line ${at}`,
      };
    }),
  };
}

let world: World;
let messenger: Double;
let instagram: Double;

beforeAll(async () => {
  world = await startWorld();
  const long = kept("7700010", "Lan Pham", 130);
  messenger = await serve(messengerPlatform([long, kept("7700020", "Minh", 2)]), Date.now);
  instagram = await serve(instagramPlatform([kept("8800010", "Hoa", 45)]), Date.now);
  await publish(world, flowOf("Any", { any: anyMessage(), a: say("Answer") }, ["any.next > a"]));
});
afterAll(async () => {
  await world.close();
  await messenger.close();
  await instagram.close();
});

async function synchronise(channelId: string): Promise<Record<string, number>> {
  await world.call(routes.channels.syncChannel, { params: { channelId } });
  let counts: Record<string, number> | undefined;
  await until(async () => {
    const { job } = await world.call(routes.channels.readChannelSync, { params: { channelId } });
    expect(job?.problem).toBeUndefined();
    counts = job?.state === "done" ? job.counts : undefined;
    return counts !== undefined;
  }, 20_000);
  return counts ?? {};
}

async function thread(name: string) {
  const { items } = await world.call(routes.conversations.listConversations);
  const found = items.find((it) => it.contact.name === name);
  if (!found) {
    return { found, messages: [] };
  }
  const params = { conversationId: found.id };
  const newest = await world.call(routes.conversations.listMessages, {
    params,
    query: { limit: 100 },
  });
  return { found, messages: newest.items };
}

test("Messenger's earlier conversations join the inbox once, page by page, and start nothing", async () => {
  const hook = await connect(world, messenger);
  const channelId = hook.split("/").at(-1) ?? "";
  expect(await synchronise(channelId)).toEqual({ conversations: 2, messages: 132 });
  await until(async () => (await thread("Lan Pham")).found?.last?.text === "Line 129");
  expect(await synchronise(channelId)).toEqual({ conversations: 2, messages: 132 });
  const { found, messages } = await thread("Lan Pham");
  expect(messages).toHaveLength(100);
  expect(new Set(messages.map((it) => it.sequence)).size).toBe(100);
  expect(Math.max(...messages.map((it) => it.sequence))).toBe(130);
  expect(messages.map((it) => it.direction)).toContain("outgoing");
  expect(found).toMatchObject({ unread: 0, handler: "bot" });
  expect(messenger.sends).toEqual([]);
  expect(messenger.refusals).toEqual([]);
  // A webhook that Meta repeats for a message of then starts nothing either; a new one does.
  await messenger.deliver(hook, { kind: "text", from: "7700020", text: "now" });
  await until(() => messenger.sends.length === 1);
});

test("Instagram gives its newest messages", async () => {
  const hook = await connect(world, instagram);
  expect(await synchronise(hook.split("/").at(-1) ?? "")).toEqual({
    conversations: 1,
    messages: 20,
  });
  await until(async () => (await thread("Hoa")).messages.length === 20);
  expect(instagram.refusals).toEqual([]);
});

test("the chats of the WhatsApp Business app join the inbox as history", async () => {
  const whatsapp = await startDouble("whatsapp");
  const hook = await connect(world, whatsapp);
  const seconds = (minute: number) => String(Math.floor((began + minute * 60_000) / 1_000));
  const person = "84900000777";
  const value = {
    messaging_product: "whatsapp",
    metadata: { display_phone_number: "15550783881", phone_number_id: "106540352242922" },
    history: [
      {
        metadata: { phase: 0, chunk_order: 1, progress: 55 },
        threads: [
          {
            id: person,
            messages: [
              {
                from: person,
                id: "wamid.H1",
                timestamp: seconds(0),
                type: "text",
                text: { body: "Old question" },
              },
              {
                from: "15550783881",
                to: person,
                id: "wamid.H2",
                timestamp: seconds(1),
                type: "text",
                text: { body: "Old answer" },
              },
            ],
          },
        ],
      },
    ],
  };
  const entry = [{ id: "102290129340398", changes: [{ field: "history", value }] }];
  const body = { object: "whatsapp_business_account", entry };
  await whatsapp.deliver(hook, { kind: "raw", body });
  await whatsapp.deliver(hook, { kind: "raw", body });
  await until(async () => (await thread(`+${person}`)).messages.length === 2);
  const { found, messages } = await thread(`+${person}`);
  expect(messages.map((it) => it.direction).toSorted()).toEqual(["incoming", "outgoing"]);
  expect(found).toMatchObject({ unread: 0, handler: "bot" });
  expect(whatsapp.sends).toEqual([]);
  await whatsapp.close();
});
