import { afterAll, beforeAll, expect, test } from "vitest";
import { routes, startWorld, type World } from "../support/world.ts";
import { until } from "./connect-double.ts";
import { openVisitor, textsOf, type Visitor } from "./live-clients.ts";
import { onePixel } from "./media-host.ts";
import { flowOf, publish } from "./publish-test-flow.ts";

let world: World;
let channelId: string;

beforeAll(async () => {
  world = await startWorld();
  const { items } = await world.call(routes.channels.listChannels);
  channelId = items.find((it) => it.type === "web")?.id ?? "";
  const text = "Got {{ message.url }}";
  const tell = { blocks: [{ kind: "text", id: "t", text } as const], typing: false };
  const flow = flowOf(
    "Pictures",
    {
      any: { type: "trigger.any", data: { kinds: ["image"], channels: [] } },
      tell: { type: "message", data: tell },
    },
    ["any.next > tell"],
  );
  await publish(world, flow);
});
afterAll(() => world.close());

function upload(secret: string, bytes: Uint8Array, headers: Record<string, string> = {}) {
  return world.fetch(`/webchat/${channelId}/files`, {
    as: "nobody",
    method: "POST",
    headers: {
      "content-type": "image/png",
      "x-file-name": encodeURIComponent("Hoá đơn.png"),
      ...(secret && { authorization: `Bearer ${secret}` }),
      ...headers,
    },
    body: bytes as BodyInit,
  });
}

async function send(visitor: Visitor, url: string) {
  const content = { kind: "image", url, mimeType: "image/png" } as const;
  return visitor.socket.emitWithAck("send", {
    key: `file-key-${Math.random()}`.replace(".", ""),
    content,
  });
}

test("a visitor's picture is kept, shown to members, and reaches the flow by an address of ours", async () => {
  const visitor = await openVisitor(world);
  await visitor.say("hello");
  const response = await upload(visitor.secret(), onePixel);
  expect(response.status).toBe(200);
  const file = (await response.json()) as { url: string; mimeType: string; fileName: string };
  expect(file).toMatchObject({
    mimeType: "image/png",
    fileName: "Hoá đơn.png",
    size: onePixel.length,
  });
  expect(await send(visitor, file.url)).toMatchObject({ ok: true });
  await until(() => textsOf(visitor).length === 3);
  const told = textsOf(visitor)[2]?.slice("Got ".length) ?? "";
  const shown = await world.fetch(new URL(told, world.url).pathname, { as: "nobody" });
  expect(Buffer.from(await shown.arrayBuffer())).toEqual(onePixel);
  expect(shown.headers.get("x-content-type-options")).toBe("nosniff");

  const { items } = await world.call(routes.conversations.listConversations);
  const params = { conversationId: items[0]?.id ?? "" };
  const thread = await world.call(routes.conversations.listMessages, { params });
  const image = thread.items.find((it) => it.content.kind === "image");
  expect(image).toMatchObject({ direction: "incoming" });
  visitor.close();
});

test("what is no picture, too large, empty, or from nobody is refused with its reason", async () => {
  const visitor = await openVisitor(world);
  await visitor.say("hello");
  const code = async (response: Response) =>
    `${response.status} ${((await response.json()) as { code: string }).code}`;
  const lie = Buffer.from("<script>alert(1)</script>");
  expect(await code(await upload(visitor.secret(), lie))).toBe("415 file.type-refused");
  expect(await code(await upload(visitor.secret(), Buffer.alloc(0)))).toBe("400 file.empty");
  const large = Buffer.concat([onePixel, Buffer.alloc(26 * 1024 * 1024)]);
  expect(await code(await upload(visitor.secret(), large))).toBe("413 file.too-large");
  expect(await code(await upload("", onePixel))).toBe("401 visitor.unknown");
  expect(await code(await upload("guessed", onePixel))).toBe("401 visitor.unknown");
  visitor.close();
});

test("a visitor may send only files that were uploaded here", async () => {
  const visitor = await openVisitor(world);
  for (const url of ["https://elsewhere.example/a.png", "javascript:alert(1)", "/api/v1/me"]) {
    expect(await send(visitor, url)).toMatchObject({ ok: false, code: "request.invalid" });
  }
  expect(visitor.thread()).toEqual([]);
  visitor.close();
});

test("other sites may upload only where the channel allows them", async () => {
  await world.call(routes.channels.updateChannel, {
    params: { channelId },
    body: { settings: { allowedOrigins: "https://shop.example" } },
  });
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  const preflight = (origin: string) =>
    world.fetch(`/webchat/${channelId}/files`, {
      as: "nobody",
      method: "OPTIONS",
      headers: { origin, "access-control-request-method": "POST" },
    });
  const allowed = await preflight("https://shop.example");
  expect(allowed.headers.get("access-control-allow-origin")).toBe("https://shop.example");
  const refused = await preflight("https://evil.example");
  expect(refused.headers.get("access-control-allow-origin")).toBeNull();
});
