import { afterAll, beforeAll, expect, test } from "vitest";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { connect, until } from "../turns/connect-double.ts";
import { openVisitor, textsOf } from "../turns/live-clients.ts";
import { anyMessage, flowOf, publish, say } from "../turns/publish-test-flow.ts";

const { createRefLink, updateRefLink, deleteRefLink, listRefLinks } = routes.refLinks;
let world: World;
let telegram: Double;
let whatsapp: Double;
let hooks: { telegram: string; whatsapp: string };
let flowId: string;
const fields = { text: "", page: "", values: { utm_source: "poster" } };

beforeAll(async () => {
  world = await startWorld();
  [telegram, whatsapp] = [await startDouble("telegram"), await startDouble("whatsapp")];
  hooks = { telegram: await connect(world, telegram), whatsapp: await connect(world, whatsapp) };
  const { items } = await world.call(routes.channels.listChannels);
  for (const { id } of items.filter((it) => it.type !== "web")) {
    await world.call(routes.channels.checkChannel, { params: { channelId: id } });
  }
  const greets = { type: "trigger.welcome", data: { channels: [] as string[] } } as const;
  await publish(
    world,
    flowOf("Default", { hi: greets, any: anyMessage(), a: say("Default") }, [
      "hi.next > a",
      "any.next > a",
    ]),
  );
  const nodes = { first: anyMessage(), a: say("First"), offer: say("{{ referral.utm_source }}!") };
  const offers = flowOf(
    "Offers",
    { ...nodes, first: { type: "trigger.event", data: { event: "x" } } },
    ["first.next > a"],
  );
  flowId = await publish(world, offers);
}, 60_000);
afterAll(async () => {
  await world.close();
  await telegram.close();
  await whatsapp.close();
});

async function channelId(type: string): Promise<string> {
  const { items } = await world.call(routes.channels.listChannels);
  return items.find((it) => it.type === type)?.id ?? "";
}

async function newLink(type: string, more: object = {}) {
  const body = { channelId: await channelId(type), name: `By ${type}`, flowId, ...fields, ...more };
  return world.call(createRefLink, { as: "editor", body });
}

async function resultsOf(id: string) {
  const { items } = await world.call(listRefLinks, { as: "viewer" });
  const { people, started, lastAt } = items.find((it) => it.id === id) ?? {};
  return { people, started, seen: lastAt !== undefined };
}

const said = (double: Double) => double.sends.map(({ body }) => JSON.stringify(body)).join("\n");

test("a link opens its step with its values, and counts people and starts once, even when told twice", async () => {
  const link = await newLink("telegram", { nodeId: "offer" });
  expect(link.url).toBe(`https://t.me/DoubleBot?start=${link.code}`);
  expect(link.opens).toBe(true);
  const first = { kind: "welcome", from: "701", ref: link.code, id: "90001" } as const;
  expect(await telegram.deliver(hooks.telegram, first)).toBe(200);
  await until(() => said(telegram).includes("poster!"));
  await telegram.deliver(hooks.telegram, first);
  await telegram.deliver(hooks.telegram, { ...first, id: "90002" });
  await telegram.deliver(hooks.telegram, { ...first, id: "90003", from: "702" });
  await until(async () => (await resultsOf(link.id)).started === 3);
  expect(await resultsOf(link.id)).toEqual({ people: 2, started: 3, seen: true });
  expect(telegram.sends).toHaveLength(3);
});

test("a platform that carries only text brings the code in the contact's message", async () => {
  const link = await newLink("whatsapp", { text: "I saw the poster", nodeId: "offer" });
  const text = new URL(link.url ?? "").searchParams.get("text") ?? "";
  expect(text).toBe(`I saw the poster #${link.code}`);
  await whatsapp.deliver(hooks.whatsapp, { kind: "text", from: "84900000001", text });
  await until(() => said(whatsapp).includes("poster!"));
  await until(async () => (await resultsOf(link.id)).started === 1);
  expect(whatsapp.sends).toHaveLength(1);
});

test("an expired, deleted or unknown link is as an ordinary first message", async () => {
  const link = await newLink("telegram", {
    expiresAt: new Date(Date.now() + 60_000).toISOString(),
  });
  world.advance(120_000);
  const come = async (from: string, ref: string) => {
    const before = telegram.sends.length;
    await telegram.deliver(hooks.telegram, { kind: "welcome", from, ref });
    await until(() => telegram.sends.length > before);
    return JSON.stringify(telegram.sends.at(-1)?.body);
  };
  expect(await come("711", link.code)).toContain("Default");
  const params = { linkId: link.id };
  const opened = { ...fields, name: "Opened again", flowId };
  await world.call(updateRefLink, { as: "editor", params, body: opened });
  expect(await come("712", link.code)).toContain("First");
  await world.call(deleteRefLink, { as: "editor", params });
  expect(await come("713", link.code)).toContain("Default");
  expect(await come("714", "clzzzzzzzz")).toContain("Default");
});

test("a link whose flow is switched off starts the usual greeting and still counts who came", async () => {
  const link = await newLink("telegram");
  await world.call(routes.flows.deactivateFlow, { params: { flowId } });
  const before = telegram.sends.length;
  await telegram.deliver(hooks.telegram, { kind: "welcome", from: "721", ref: link.code });
  await until(() => telegram.sends.length > before);
  await world.call(routes.flows.activateFlow, { params: { flowId } });
  await until(async () => (await resultsOf(link.id)).people === 1);
  expect(await resultsOf(link.id)).toMatchObject({ people: 1, started: 0 });
});

test("a website's link opens the flow, and the page's campaign wins over the link's", async () => {
  const page = "https://shop.example/spring?utm_source=newsletter";
  const link = await newLink("web", { page, nodeId: "offer" });
  expect(link.url).toBe(`${page}&ref=${link.code}`);
  const visitor = await openVisitor(world);
  await visitor.socket.emitWithAck("open", { ref: link.code, page: link.url });
  await until(() => textsOf(visitor).includes("newsletter!"));
  visitor.close();
  const bare = await newLink("web");
  expect(bare.url).toMatch(new RegExp(`^http.*/chat/[0-9a-f]{24}\\?ref=${bare.code}$`));
});

test("refuses a link that could never work, and people without the right", async () => {
  const { items } = await world.call(listRefLinks);
  const params = { linkId: items[0]?.id ?? "" };
  const nowhere = "0".repeat(24);
  const refused = await world.refusal(createRefLink, {
    body: {
      ...fields,
      name: "No",
      channelId: nowhere,
      flowId: nowhere,
      page: "javascript:alert(1)",
    },
  });
  expect(refused).toMatchObject({ status: 400, code: "refLink.invalid" });
  expect(refused.errors?.map((it) => it.at)).toEqual(["/flowId", "/channelId", "/page"]);
  const body = { ...fields, name: "No", flowId, nodeId: "nowhere" };
  const noStep = await world.refusal(updateRefLink, { params, body });
  expect(noStep.errors?.map((it) => it.at)).toEqual(["/nodeId"]);
  expect(await world.refusal(deleteRefLink, { as: "agent", params })).toMatchObject({
    status: 403,
  });
  const gone = await world.refusal(deleteRefLink, { params: { linkId: nowhere } });
  expect(gone).toMatchObject({ status: 404, code: "refLink.not-found" });
});
