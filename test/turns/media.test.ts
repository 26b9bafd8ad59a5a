import type { Message } from "@chatloom/api-schema";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { connect, until } from "./connect-double.ts";
import { type MediaHost, onePixel, startMediaHost } from "./media-host.ts";
import { flowOf, publish } from "./publish-test-flow.ts";

const { conversations } = routes;
let world: World;
let host: MediaHost;
const doubles = new Map<string, { readonly double: Double; readonly webhook: string }>();

beforeAll(async () => {
  world = await startWorld();
  host = await startMediaHost();
  for (const type of ["whatsapp", "telegram", "messenger", "http"] as const) {
    const double = await startDouble(type);
    doubles.set(type, { double, webhook: await connect(world, double) });
  }
  await publish(
    world,
    flowOf(
      "Pictures",
      {
        any: { type: "trigger.any", data: { kinds: ["image"], channels: [] } },
        tell: {
          type: "message",
          data: {
            blocks: [{ kind: "text", id: "text", text: "Got {{ message.url }}" }],
            typing: false,
          },
        },
      },
      ["any.next > tell"],
    ),
  );
});
afterAll(async () => {
  await world.close();
  await host.close();
  for (const { double } of doubles.values()) {
    await double.close();
  }
});

async function messagesOf(name: string): Promise<readonly Message[]> {
  const { items } = await world.call(conversations.listConversations, { query: { search: name } });
  const [conversation] = items;
  if (!conversation) {
    return [];
  }
  const params = { conversationId: conversation.id };
  return [...(await world.call(conversations.listMessages, { params })).items].reverse();
}

async function imageOf(name: string) {
  const [message] = await messagesOf(name);
  return message?.content.kind === "image" ? { ...message, content: message.content } : undefined;
}

function partsOf(type: string) {
  const parts = doubles.get(type);
  if (!parts) {
    throw new Error(`There is no double of ${type}`);
  }
  return parts;
}

test.each(["whatsapp", "telegram", "messenger", "http"])(
  "a picture sent through %s is kept here, and the flow is given our address of it",
  async (type) => {
    const { double, webhook } = partsOf(type);
    const byAddress = type === "messenger" || type === "http";
    const id = double.addFile(onePixel, "image/png");
    const fileId = byAddress ? `${double.url}/media/${id}` : id;
    const hosted = type === "http" ? host.put("/http.png", { bytes: onePixel }) : fileId;
    const from = type === "telegram" ? "7001" : "84901110001";
    const name = `Painter ${type}`;
    const sent = double.sends.length;
    await double.deliver(webhook, { kind: "image", from, name, fileId: hosted });
    // Messenger tells no names with its messages.
    await until(() => double.sends.length > sent);
    const told = /Got ([^"]+)/.exec(JSON.stringify(double.sends.at(-1)?.body))?.[1] ?? "";
    expect(told).toContain("/files/");
    const file = await fetch(new URL(new URL(told, world.url).pathname, world.url));
    expect(Buffer.from(await file.arrayBuffer())).toEqual(onePixel);
    expect(file.headers.get("content-type")).toBe("image/png");
  },
);

test("a file that comes late is promised to the flow, follows, and is announced", async () => {
  const { double, webhook } = partsOf("http");
  const fileId = host.put("/late.png", { bytes: onePixel, afterMs: 4_500 });
  const sent = double.sends.length;
  await double.deliver(webhook, { kind: "image", from: "late", name: "Late", fileId });
  await until(() => double.sends.length > sent);
  expect(await imageOf("Late")).toMatchObject({ content: { url: "" } });
  await until(async () => (await imageOf("Late"))?.content.fileId !== undefined);
  const image = await imageOf("Late");
  expect(image?.content).toMatchObject({ mimeType: "image/png", size: onePixel.length });
  const told = /\/files\/\w+/.exec(JSON.stringify(double.sends.at(-1)?.body))?.[0] ?? "?";
  expect(image?.content.url).toContain(told);
  expect(host.asked.get("/late.png")).toBe(1);
}, 20_000);

test("a busy platform is asked again, with growing pauses", async () => {
  const { double, webhook } = partsOf("http");
  const fileId = host.put("/busy.png", { status: 503 }, { status: 429 }, { bytes: onePixel });
  await double.deliver(webhook, { kind: "image", from: "busy", name: "Busy", fileId });
  await until(() => host.asked.get("/busy.png") === 1);
  await until(async () => (await messagesOf("Busy")).length > 0);
  world.advance(7_000);
  await until(() => host.asked.get("/busy.png") === 2);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(host.asked.get("/busy.png")).toBe(2);
  world.advance(40_000);
  await until(async () => (await imageOf("Busy"))?.content.fileId !== undefined);
  expect((await imageOf("Busy"))?.failure).toBeUndefined();
}, 20_000);

test("an expired, an oversized, an empty and a falsely named file are refused with their reason", async () => {
  const { double, webhook } = partsOf("http");
  const cases = {
    gone: { code: "media.gone", answer: { status: 404 } },
    large: { code: "media.too-large", answer: { bytes: Buffer.alloc(26 * 1024 * 1024, 1) } },
    endless: {
      code: "media.too-large",
      answer: {
        bytes: Buffer.concat([onePixel, Buffer.alloc(26 * 1024 * 1024)]),
        headers: { "transfer-encoding": "chunked" },
      },
    },
    empty: { code: "media.empty", answer: {} },
    text: { code: "media.type-refused", answer: { bytes: Buffer.from("hello, no picture") } },
    program: { code: "media.type-refused", answer: { bytes: elf } },
  };
  for (const [name, { answer }] of Object.entries(cases)) {
    const fileId = host.put(`/${name}`, answer);
    await double.deliver(webhook, { kind: "image", from: name, name: `Refused ${name}`, fileId });
  }
  for (const [name, { code }] of Object.entries(cases)) {
    // On a busy machine the message is there before all of a large file has come.
    await until(async () => (await imageOf(`Refused ${name}`))?.failure !== undefined, 20_000);
    const image = await imageOf(`Refused ${name}`);
    expect([name, image?.failure?.code, image?.content.url]).toEqual([name, code, ""]);
  }
}, 30_000);

test("WhatsApp's expired media id is refused, and the flow goes on", async () => {
  const { double, webhook } = partsOf("whatsapp");
  const sent = double.sends.length;
  const from = "84901110009";
  await double.deliver(webhook, { kind: "image", from, name: "Expired", fileId: "expired-id" });
  await until(() => double.sends.length > sent);
  expect((await imageOf("Expired"))?.failure?.code).toBe("media.gone");
});

test("a redirect is followed, and private addresses are refused where they are not allowed", async () => {
  const { double, webhook } = partsOf("http");
  host.put("/there.png", { bytes: onePixel });
  const fileId = host.put("/here.png", { status: 302, headers: { location: "/there.png" } });
  await double.deliver(webhook, { kind: "image", from: "moved", name: "Moved", fileId });
  await until(async () => (await imageOf("Moved"))?.content.fileId !== undefined);

  const strict = await startWorld({ outboundAllowPrivate: false });
  const http = await startDouble("http");
  try {
    const address = await connect(strict, http);
    const secret = host.put("/secret.png", { bytes: onePixel });
    await http.deliver(address, { kind: "image", from: "spy", name: "Spy", fileId: secret });
    await until(async () => {
      const { items } = await strict.call(conversations.listConversations);
      const [conversation] = items;
      if (!conversation) {
        return false;
      }
      const params = { conversationId: conversation.id };
      const thread = await strict.call(conversations.listMessages, { params });
      return thread.items[0]?.failure?.code === "media.address-refused";
    });
    expect(host.asked.get("/secret.png")).toBeUndefined();
  } finally {
    await strict.close();
    await http.close();
  }
}, 20_000);

test("files that hang do not hold up those of other conversations", async () => {
  const { double, webhook } = partsOf("http");
  const failed = { status: 503 };
  const hangs = { afterMs: 50_000, bytes: onePixel };
  const hung = Array.from({ length: 12 }, (_, at) => host.put(`/hung-${at}.png`, failed, hangs));
  const well = host.put("/well.png", failed, { bytes: onePixel });
  for (const [at, fileId] of hung.entries()) {
    await double.deliver(webhook, { kind: "image", from: `hung-${at}`, name: "Hung", fileId });
  }
  await double.deliver(webhook, { kind: "image", from: "well", name: "Wellington", fileId: well });
  await until(async () => (await imageOf("Wellington")) !== undefined);
  world.advance(10_000);
  await until(() => hung.every((it) => host.asked.get(new URL(it).pathname) === 2));
  await until(async () => (await imageOf("Wellington"))?.content.fileId !== undefined);
  for (const at of [0, 1, 2]) {
    const fileId = host.put(`/again-${at}.png`, hangs);
    await double.deliver(webhook, { kind: "image", from: "hung-0", name: "Hung", fileId });
  }
  const fresh = host.put("/fresh.png", { bytes: onePixel });
  await double.deliver(webhook, {
    kind: "image",
    from: "fresh",
    name: "Freshfield",
    fileId: fresh,
  });
  await until(async () => (await imageOf("Freshfield"))?.content.fileId !== undefined, 2_500);
}, 30_000);

test("a platform that stays busy is given up, with the reason on the message", async () => {
  const { double, webhook } = partsOf("http");
  const fileId = host.put("/never.png", { status: 500 });
  await double.deliver(webhook, { kind: "image", from: "never", name: "Never", fileId });
  for (let attempt = 1; attempt <= 6; attempt += 1) {
    await until(() => host.asked.get("/never.png") === attempt);
    await until(async () => (await messagesOf("Never")).length > 0);
    await new Promise((resolve) => setTimeout(resolve, 200));
    world.advance(45 * 60_000);
  }
  await until(async () => (await imageOf("Never"))?.failure !== undefined);
  const image = await imageOf("Never");
  expect(image?.failure?.code).toBe("media.gave-up");
  expect(image?.failure?.message).toContain("500");
  expect(image?.content.url).toBe("");
}, 30_000);

const elf = Buffer.concat([Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]), Buffer.alloc(200)]);
