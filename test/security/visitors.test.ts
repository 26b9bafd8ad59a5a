import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { routes, startWorld, type World } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";
import { openVisitor, type Visitor } from "../turns/live-clients.ts";
import { onePixel } from "../turns/media-host.ts";

let world: World;
let channelId: string;
beforeAll(async () => {
  world = await startWorld();
  const { items } = await world.call(routes.channels.listChannels);
  channelId = items.find((it) => it.type === "web")?.id ?? "";
});
afterAll(() => world.close());

const inbound = () => world.server.context.connection.collection("inbound").countDocuments();

function upload(
  secret: string,
  bytes: Uint8Array = onePixel,
  headers: Record<string, string> = {},
): Promise<Response> {
  return world.fetch(`/webchat/${channelId}/files`, {
    as: "nobody",
    method: "POST",
    headers: { authorization: `Bearer ${secret}`, "content-type": "image/png", ...headers },
    body: bytes as BodyInit,
  });
}

async function uploaded(visitor: Visitor): Promise<{ url: string; id: string }> {
  const response = await upload(visitor.secret());
  expect(response.status).toBe(200);
  return (await response.json()) as { url: string; id: string };
}

let keys = 0;
const send = (visitor: Visitor, content: object) =>
  visitor.socket.emitWithAck("send", {
    key: `visitor-key-${++keys}`,
    content: content as never,
  });

/** Longer ago than any burst takes to fill again. */
const rest = (): void => world.advance(3_600_000);

async function talking(): Promise<Visitor> {
  rest();
  const visitor = await openVisitor(world);
  await visitor.say("hello");
  return visitor;
}

describe("floods", () => {
  test("of visits with new references store next to nothing", async () => {
    const visitor = await talking();
    const before = await inbound();
    for (let at = 0; at < 2_000; at++) {
      visitor.socket.emit("open", { ref: `r${at}` }, () => {});
    }
    expect(await send(visitor, { kind: "text", text: "still here" })).toMatchObject({ ok: true });
    expect((await inbound()) - before).toBeLessThan(30);
    visitor.close();
  });

  test("of messages and catching up are refused, and a new socket does not help", async () => {
    const visitor = await talking();
    const again = await openVisitor(world, visitor.secret());
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, at) =>
        send(at % 2 ? visitor : again, { kind: "text", text: `n${at}` }),
      ),
    );
    expect(answers.filter((it) => it.ok).length).toBeLessThan(40);
    expect(answers.some((it) => !it.ok && it.code === "visitor.too-fast")).toBe(true);
    let caughtUp = 0;
    for (let at = 0; at < 200; at++) {
      visitor.socket.emit("since", 0, () => caughtUp++);
      visitor.socket.emit("typing", true);
    }
    await send(visitor, { kind: "text", text: "the server has read all that" });
    rest();
    await visitor.socket.emitWithAck("since", 0);
    expect(caughtUp).toBeLessThan(40);
    visitor.close();
    again.close();
  });

  test("of new visitors from one address are refused", async () => {
    rest();
    const answers: { ok: boolean }[] = [];
    for (let at = 0; at < 42; at++) {
      const visitor = await openVisitor(world);
      answers.push(await send(visitor, { kind: "text", text: "hi" }));
      visitor.close();
    }
    expect(answers.filter((it) => it.ok).length).toBeLessThan(40);
    expect(answers[0]).toMatchObject({ ok: true });
  }, 90_000);
});

describe("uploads", () => {
  test("need a conversation", async () => {
    rest();
    expect((await upload("q".repeat(32))).status).toBe(401);
    const visitor = await openVisitor(world);
    expect((await upload(visitor.secret())).status).toBe(401);
    visitor.close();
  });

  test("of one visitor are limited in number", async () => {
    const visitor = await talking();
    const tooMany = [];
    for (let at = 0; at < 20; at++) {
      tooMany.push((await upload(visitor.secret())).status);
    }
    expect(tooMany).toContain(429);
    visitor.close();
  });

  test("of one visitor have at most 100 MB a day in all", async () => {
    const visitor = await talking();
    const first = await uploaded(visitor);
    const files = world.server.context.connection.collection("files.files");
    const known = await files.findOne({ filename: "file" }, { sort: { _id: -1 } });
    expect(String(known?._id)).toBe(first.id);
    const { visitor: address } = known?.metadata ?? {};
    const metadata = { workspaceId: world.workspaceId, channelId, visitor: address };
    const length = 100 * 1024 * 1024;
    await files.insertOne({ length, chunkSize: 1, uploadDate: new Date(), metadata });
    // Totals are remembered for a minute.
    await world.restart();
    expect((await upload(visitor.secret())).status).toBe(413);
    await world.server.context.connection.collection("files.files").deleteOne({ length });
    visitor.close();
  });

  test("that nothing uses are deleted after a day; sent ones stay", async () => {
    const visitor = await talking();
    const [unused, sent] = [await uploaded(visitor), await uploaded(visitor)];
    const content = { kind: "image", url: sent.url, mimeType: "image/png" };
    expect(await send(visitor, content)).toMatchObject({ ok: true });
    world.advance(25 * 3_600_000);
    await uploaded(visitor);
    const { connection } = world.server.context;
    const kept = async () =>
      (await connection.collection("files.files").find().toArray()).map((it) => String(it._id));
    await until(async () => !(await kept()).includes(unused.id));
    expect(await kept()).toContain(sent.id);
    expect(await connection.collection("files.chunks").countDocuments()).toBeGreaterThan(0);
    visitor.close();
  });
});

describe("links to files", () => {
  test.each([
    "javascript:alert(1)",
    "data:text/html,hi",
    "/files/../api/v1/session",
    "//evil.example/a.png",
    "file:///etc/passwd",
    "/files/0123456789abcdef01234567/zzzz/forged/a.png",
  ])("of visitors and members that are not ours are refused: %s", async (url) => {
    const visitor = await talking();
    const content = { kind: "file", url };
    expect(await send(visitor, content)).toMatchObject({ ok: false, code: "request.invalid" });
    visitor.close();
    const { items } = await world.call(routes.conversations.listConversations);
    const params = { conversationId: items[0]?.id ?? "" };
    for (const sent of [
      { kind: "image", url },
      { kind: "buttons", text: "x", buttons: [{ type: "url", label: "x", url }] },
      { kind: "cards", cards: [{ title: "x", imageUrl: url, buttons: [] }] },
    ]) {
      const body = { content: sent };
      const refused = await world.refusal(routes.conversations.reply, { params, body });
      expect(refused).toMatchObject({ status: 400, code: "request.invalid" });
    }
  });

  test("expire for good: sending an old one is refused, and as text it stays what it was", async () => {
    const visitor = await talking();
    const { url } = await uploaded(visitor);
    expect(await send(visitor, { kind: "image", url })).toMatchObject({ ok: true });
    await until(() => visitor.thread().length >= 2);
    const image = visitor.thread().find(({ content }) => content.kind === "image")?.content;
    const given = image && "url" in image ? image.url : "";
    world.advance(9 * 86_400_000);
    for (const link of [url, given, new URL(given).pathname]) {
      expect((await world.fetch(new URL(link, world.url).pathname, { as: "nobody" })).status).toBe(
        403,
      );
      expect(await send(visitor, { kind: "file", url: link })).toMatchObject({ ok: false });
      expect(await send(visitor, { kind: "text", text: link })).toMatchObject({ ok: true });
      await until(() => visitor.thread().at(-1)?.content.kind === "text");
      expect(visitor.thread().at(-1)?.content).toMatchObject({ text: link });
    }
    visitor.close();
  });

  test("of another visitor are refused", async () => {
    const [one, other] = [await talking(), await talking()];
    const { url } = await uploaded(one);
    expect(await send(other, { kind: "image", url })).toMatchObject({ ok: false });
    expect(await send(one, { kind: "image", url, fileId: "0".repeat(24) })).toMatchObject({
      ok: true,
    });
    one.close();
    other.close();
  });
});

test("only allowed sites may upload", async () => {
  const visitor = await talking();
  await world.call(routes.channels.updateChannel, {
    params: { channelId },
    body: { settings: { allowedOrigins: "https://shop.example" } },
  });
  await until(async () => (await upload(visitor.secret())).status === 403);
  rest();
  const evil = { origin: "https://evil.example" };
  expect((await upload(visitor.secret(), onePixel, evil)).status).toBe(403);
  const shop = { origin: "https://shop.example" };
  expect((await upload(visitor.secret(), onePixel, shop)).status).toBe(200);
  visitor.close();
});
