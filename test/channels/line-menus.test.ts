import { afterAll, beforeAll, expect, test } from "vitest";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { connect, until } from "../turns/connect-double.ts";
import { flowOf, keyword, publish, say } from "../turns/publish-test-flow.ts";

const { channels } = routes;
const from = "U4af4980629a8a7e1b6f5e4d3c2b1a091";
const pixel = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
let world: World;
let double: Double;
let webhook: string;
let channelId: string;
let picture: string;

beforeAll(async () => {
  world = await startWorld({ publicUrl: "https://bots.example.org" });
  double = await startDouble("line");
  webhook = await connect(world, double);
  const { items } = await world.call(channels.listChannels, {});
  channelId = items.find((it) => it.type === "line")?.id ?? "";
  picture = await upload(pixel);
});
afterAll(async () => {
  await world.close();
  await double.close();
});

/** Sends a text of the contact: the server's public address is no real one here. */
async function write(text: string): Promise<void> {
  const { headers, body } = double.webhook({ kind: "text", from, text });
  const path = new URL(webhook).pathname;
  const sent = { as: "nobody", method: "POST", headers, body } as const;
  expect((await world.fetch(path, sent)).status).toBe(200);
}

async function upload(bytes: Uint8Array): Promise<string> {
  const response = await world.fetch("/api/v1/files", {
    as: "admin",
    method: "POST",
    headers: { "content-type": "image/png", "x-file-name": "menu.png" },
    body: bytes as BodyInit,
  });
  return ((await response.json()) as { url: string }).url;
}

const shop = () => ({
  name: "shop",
  picture,
  size: "largeMenu",
  layout: "fourAreas",
  barText: "Menu",
  open: true,
  areas: [
    { label: "Prices", action: "sayLabel" },
    { label: "Order", action: "tapPayload", value: "ORDER" },
    { label: "Website", action: "openPage", value: "https://example.com/" },
    { label: "More", action: "openMenu", value: "more" },
  ],
});
const more = () => ({
  name: "more",
  picture,
  size: "smallMenu",
  layout: "whole",
  barText: "More",
  open: false,
  areas: [{ label: "Back", action: "openMenu", value: "shop" }],
});

const save = (richMenus: unknown[]) =>
  world.call(channels.updateChannel, { params: { channelId }, body: { settings: { richMenus } } });

/** Sets the channel up; gives the calls about menus. */
async function setUp(): Promise<string[]> {
  const before = double.calls.length;
  await world.call(channels.setUpChannel, { params: { channelId } });
  return double.calls
    .slice(before)
    .map(({ method, path }) => `${method} ${path.replace(/^\/v2\/bot\//, "")}`)
    .filter((it) => it.includes("richmenu"));
}

test("makes the menus in LINE with their pictures, and makes only those anew that change", async () => {
  await save([shop(), more()]);
  const made = await setUp();
  expect(made.filter((it) => /^POST richmenu(\/richmenu-\w+\/content)?$/.test(it))).toHaveLength(4);
  expect(made.at(-1)).toMatch(/^POST user\/all\/richmenu\/richmenu-0+1$/);
  const [menu] = double.calls.filter((it) => it.path === "/v2/bot/richmenu");
  expect(menu?.body).toMatchObject({
    size: { width: 2_500, height: 1_686 },
    areas: [
      { bounds: { x: 0, y: 0, width: 1_250, height: 843 }, action: { type: "message" } },
      { bounds: { x: 1_250 }, action: { type: "postback", data: "ORDER" } },
      { bounds: { y: 843 }, action: { type: "uri", uri: "https://example.com/" } },
      { action: { type: "richmenuswitch", richMenuAliasId: "chatloom-more" } },
    ],
  });

  const again = await setUp();
  expect(again.filter((it) => !it.startsWith("GET"))).toEqual([
    expect.stringMatching(/^POST user\/all\/richmenu\/richmenu-0+1$/),
  ]);

  await save([shop(), { ...more(), barText: "Others" }]);
  const changed = await setUp();
  expect(changed.filter((it) => it === "POST richmenu")).toHaveLength(1);
  expect(changed).toContain("POST richmenu/alias/chatloom-more");
  expect(changed.at(-1)).toMatch(/^DELETE richmenu\/richmenu-0+2$/);
  expect(double.refusals).toEqual([]);
});

test("gives a contact a menu of its own by a step, and takes it away again", async () => {
  const step = (text: string, menu: string) => ({
    type: "message" as const,
    data: { blocks: [{ kind: "text" as const, id: "text", text }], typing: false, menu },
  });
  const nodes = {
    start: keyword("vip"),
    vip: step("Welcome", "more"),
    stop: keyword("enough"),
    end: step("Goodbye", "default"),
  };
  await publish(world, flowOf("Menus", nodes, ["start.next > vip", "stop.next > end"]));
  await write("vip");
  await until(() => double.sends.length === 1);
  expect(double.calls.map((it) => `${it.method} ${it.path}`)).toContainEqual(
    expect.stringMatching(new RegExp(`^POST /v2/bot/user/${from}/richmenu/richmenu-0+3$`)),
  );
  await write("enough");
  await until(() => double.sends.length === 2);
  const paths = double.calls.map((it) => `${it.method} ${it.path}`);
  expect(paths).toContain(`DELETE /v2/bot/user/${from}/richmenu`);
  expect(double.refusals).toEqual([]);
});

test("sends a picture with areas, and serves it in the widths that LINE asks for", async () => {
  const block = {
    kind: "buttons" as const,
    id: "b",
    text: "Choose a room",
    imageUrl: picture,
    areas: "twoColumns" as const,
    shape: "wide" as const,
    buttons: [
      { id: "sea", label: "Sea view", action: "next" as const },
      { id: "web", label: "All rooms", action: "url" as const, url: "https://example.com/rooms" },
    ],
  };
  const nodes = {
    start: keyword("rooms"),
    show: { type: "message" as const, data: { blocks: [block], typing: false } },
    sea: say("The sea it is"),
  };
  await publish(world, flowOf("Rooms", nodes, ["start.next > show", "show.button:sea > sea"]));
  const before = double.sends.length;
  await write("rooms");
  await until(() => double.sends.length === before + 1);
  const sent = double.sends.at(-1)?.body as { messages: Record<string, unknown>[] } | undefined;
  const message = sent?.messages[0];
  expect(message).toMatchObject({
    type: "imagemap",
    baseSize: { width: 1_040, height: 520 },
    altText: "Choose a room",
    actions: [
      { type: "message", text: "Sea view", area: { x: 0, y: 0, width: 520, height: 520 } },
      { type: "uri", linkUri: "https://example.com/rooms", area: { x: 520 } },
    ],
  });
  const path = new URL(String(message?.baseUrl)).pathname;
  const shown = await world.fetch(`${path}/700`, { as: "nobody" });
  expect(Buffer.from(await shown.arrayBuffer())).toEqual(pixel);
  expect((await world.fetch(`${path}/701`, { as: "nobody" })).status).toBe(404);

  await write("Sea view");
  await until(() => double.sends.length === before + 2);
  expect(double.refusals).toEqual([]);
});

test.each([
  ["a picture of another server", { picture: "https://example.com/menu.png" }, "picture"],
  [
    "a picture that is not ours",
    { picture: `/files/${"a".repeat(24)}/k1/signature/menu.png` },
    "picture",
  ],
  ["more areas than the division has", { layout: "whole" }, "areas"],
  ["a tab that is no menu", { areas: [{ label: "X", action: "openMenu", value: "no" }] }, "value"],
  ["a bar text of 15 characters", { barText: "123456789012345" }, "barText"],
])("refuses %s and names the field", async (_what, change, field) => {
  const refusal = await world.refusal(channels.updateChannel, {
    params: { channelId },
    body: { settings: { richMenus: [{ ...shop(), ...change }, more()] } },
  });
  expect(refusal).toMatchObject({
    code: "channel.settings-invalid",
    errors: [{ at: expect.stringMatching(new RegExp(`^/settings/richMenus/0/.*${field}$`)) }],
  });
});

test("refuses a picture over 1 MB", async () => {
  const large = await upload(Buffer.concat([pixel, Buffer.alloc(1_000_000)]));
  const refusal = await world.refusal(channels.updateChannel, {
    params: { channelId },
    body: { settings: { richMenus: [{ ...shop(), picture: large }, more()] } },
  });
  expect(refusal.errors?.[0]?.message).toContain("at most 1000000 bytes");
});

test("takes all menus away when the setting is emptied", async () => {
  await save([]);
  const removed = await setUp();
  expect(removed).toContain("DELETE user/all/richmenu");
  expect(removed.filter((it) => it.startsWith("DELETE richmenu/alias/"))).toHaveLength(2);
  expect(removed.filter((it) => it.startsWith("DELETE richmenu/richmenu-"))).toHaveLength(2);
  expect((await setUp()).filter((it) => !it.startsWith("GET"))).toEqual([]);
  expect(double.refusals).toEqual([]);
});
