import { nodeTypes } from "@chatloom/flows-schema";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Double } from "../doubles/double.ts";
import { type AnsweringServer, startAnsweringServer } from "../effects/answering-server.ts";
import { type SwitchStage, startSwitchStage } from "../growth/switch-stage.ts";
import { routes } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";
import { flowOf, publish, say } from "../turns/publish-test-flow.ts";

const { broadcasts, contacts, contactChanges, conversations } = routes;
let stage: SwitchStage;
let system: AnsweringServer;
beforeAll(async () => {
  [stage, system] = await Promise.all([startSwitchStage(), startAnsweringServer()]);
}, 60_000);
afterAll(async () => {
  system.close();
  await stage.close();
});

const start = { type: "trigger.event", data: { event: "never" } } as const;

/** Starts a flow as marketing for everyone with a tag. */
async function campaign(flowId: string, tag: string) {
  const action = { type: "startFlow", flowId, marketing: true } as const;
  await stage.world.call(contactChanges.changeContacts, {
    body: { selection: { listed: { tag } }, action },
  });
}

/** The delivery of the newest message with a text, in all conversations. */
async function deliveryOf(text: string) {
  const { items } = await stage.world.call(conversations.listConversations, {
    query: { limit: 50 },
  });
  for (const { id: conversationId } of items) {
    const thread = await stage.world.call(conversations.listMessages, {
      params: { conversationId },
    });
    const found = thread.items.find((it) => JSON.stringify(it.content).includes(text));
    if (found) {
      return `${found.delivery} ${found.failure?.code ?? ""}`;
    }
  }
  return undefined;
}

const sent = ({ sends }: Double, text: string) => JSON.stringify(sends).includes(text);

test("what a campaign says after a call needs the consent of that moment", async () => {
  const { world, telegram, write, said } = stage;
  await write("951", "move");
  await until(() => said(telegram, "951").includes("Your name?"));
  await write("951", "Eve");
  await until(() => said(telegram, "951").includes("wa.me"));
  system.answer = () => "hang";
  const call = { ...nodeTypes.http.initial, url: `${system.url}/x`, timeoutSeconds: 2, retries: 0 };
  const nodes = {
    start,
    call: { type: "http", data: call } as const,
    offer: say("Offer after call"),
  };
  const flow = flowOf("Called", nodes, [
    "start.next > call",
    "call.next > offer",
    "call.error > offer",
  ]);
  await campaign(await publish(world, flow), "moved");
  await until(() => system.seen.length === 1);
  const { items } = await world.call(contacts.listContacts, { query: { tag: "moved" } });
  const withdrawn = { channelId: "all", purpose: "marketing", state: "withdrawn" } as const;
  await world.call(contacts.recordConsent, {
    params: { contactId: items[0]?.id ?? "" },
    body: withdrawn,
  });
  await until(async () => (await deliveryOf("Offer after call")) === "failed consent.withdrawn");
  expect(sent(telegram, "Offer after call")).toBe(false);
});

test("a campaign that goes on in a channel that demands consent says nothing there without it", async () => {
  const { world, whatsapp, telegram, linkFor, writeThere, said } = stage;
  const there = "84900000952";
  await writeThere(there, await linkFor("952", "Fay"));
  await until(() => said(whatsapp, there).includes("What else?"));
  await writeThere(there, "tea");
  await until(() => said(whatsapp, there).includes("Fay wants tea"));
  const { items } = await world.call(routes.channels.listChannels);
  const channelId = items.find((it) => it.type === "whatsapp")?.id ?? "";
  const go = { ...nodeTypes.switchChannel.initial, channelId, text: "There?", button: "Go" };
  const nodes = {
    start,
    here: say("Offer here"),
    go: { type: "switchChannel", data: go } as const,
    offer: say("Offer there"),
  };
  const edges = ["start.next > here", "here.next > go", "go.there > offer"];
  await campaign(await publish(world, flowOf("Moved", nodes, edges)), "moved");
  await until(async () => (await deliveryOf("Offer there")) === "failed consent.missing");
  expect(sent(telegram, "Offer here")).toBe(true);
  expect(sent(whatsapp, "Offer there")).toBe(false);
});

test("a broadcast's run that goes on in another channel still counts for the broadcast", async () => {
  const { world, whatsapp, linkFor, writeThere, said } = stage;
  const there = "84900000953";
  await writeThere(there, await linkFor("953", "Gia"));
  await until(() => said(whatsapp, there).includes("What else?"));
  await writeThere(there, "tea");
  await until(() => said(whatsapp, there).includes("Gia wants tea"));
  const { items } = await world.call(routes.channels.listChannels);
  const idOf = (type: string) => items.find((it) => it.type === type)?.id ?? "";
  const found = await world.call(contacts.listContacts, { query: { search: there } });
  await world.call(contacts.recordConsent, {
    params: { contactId: found.items[0]?.id ?? "" },
    body: { channelId: "all", purpose: "marketing", state: "given", wording: "Send me offers" },
  });
  const channelId = idOf("whatsapp");
  const go = { ...nodeTypes.switchChannel.initial, channelId, text: "There?", button: "Go" };
  const nodes = {
    start,
    go: { type: "switchChannel", data: go } as const,
    offer: say("Moved offer"),
  };
  const flow = flowOf("Moved broadcast", nodes, ["start.next > go", "go.there > offer"]);
  const none = { segmentIds: [], excludedSegmentIds: [] };
  const { id: broadcastId } = await world.call(broadcasts.createBroadcast, {
    body: {
      name: "Moves",
      flowId: await publish(world, flow),
      channelIds: [idOf("telegram")],
      ...none,
    },
  });
  await world.call(broadcasts.sendBroadcast, { params: { broadcastId }, body: {} });
  await until(() => said(whatsapp, there).includes("Moved offer"), 20_000);
  const results = () => world.call(broadcasts.readBroadcastResults, { params: { broadcastId } });
  expect((await results()).replied).toBe(0);
  await writeThere(there, "I take it");
  await until(async () => (await results()).replied === 1);
});
