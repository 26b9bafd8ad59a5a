import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { cancelOrder, findOrder, type McpDouble, startMcp } from "../doubles/mcp.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";

const { mcpServers: chapter, secrets, effects } = routes;
const broken = {
  name: "broken",
  description: "Its schema is none",
  inputSchema: { type: "object" as const, properties: { a: { type: "nonsense" } } },
};
let world: World;
let shop: McpDouble;
let serverId: string;

beforeAll(async () => {
  [world, shop] = await Promise.all([
    startWorld(),
    startMcp({ authorization: "Bearer shop-token-4711" }),
  ]);
  await world.call(secrets.createSecret, {
    body: {
      name: "SHOP",
      kind: "bearer",
      value: "shop-token-4711",
      hosts: [new URL(shop.url).host],
      note: "",
    },
  });
  shop.tools = [findOrder, cancelOrder, broken];
  serverId = (await connect(shop.url, "SHOP")).id;
});
beforeEach(() => {
  shop.tools = [findOrder, cancelOrder, broken];
  shop.answer = () => "done";
  shop.called.length = 0;
  shop.refusals.length = 0;
});
afterAll(async () => {
  await world?.close();
  shop?.close();
});

async function connect(url: string, secret?: string) {
  const signIn = secret === undefined ? undefined : { header: "Authorization", secret };
  const body = { name: "Shop", url, signIn };
  const { id } = await world.call(chapter.addMcpServer, { as: "admin", body });
  return world.call(chapter.checkMcpServer, { as: "admin", params: { serverId: id } });
}

/** Makes one call as a test in the editor does. */
function callTool(tool: string, given: unknown, change: object = {}) {
  const call = {
    serverId,
    tool,
    arguments: typeof given === "string" ? given : JSON.stringify(given),
    repeatable: false,
    timeoutMs: 5_000,
    ...change,
  };
  const body = { effect: { type: "callMcp" as const, call } };
  return world.call(effects.tryEffect, { as: "editor", body });
}

describe("a check", () => {
  test("lists all tools, and says which cannot be used", async () => {
    const params = { serverId };
    const checked = await world.call(chapter.checkMcpServer, { as: "admin", params });
    expect(checked).toMatchObject({
      url: shop.url,
      signIn: { header: "Authorization", secret: "SHOP" },
      tools: [
        { name: "orders/find", readOnly: true, usable: true },
        { name: "orders/cancel", readOnly: false, usable: true },
        { name: "broken", usable: false },
      ],
    });
    expect(checked.problem).toBeUndefined();
    expect(shop.refusals).toEqual([]);
    await until(() => shop.open() === 0);
  });

  test("keeps the known tools where it fails, and says why", async () => {
    const own = await startMcp();
    own.tools = [findOrder];
    const { id, tools } = await connect(own.url);
    expect(tools.map((it) => it.name)).toEqual(["orders/find"]);
    own.close();
    const again = await world.call(chapter.checkMcpServer, { params: { serverId: id } });
    expect(again).toMatchObject({ problem: { code: "mcp.unreachable" }, tools: [{}] });
    await world.call(chapter.removeMcpServer, { params: { serverId: id } });
  });

  test("says that the token is wrong, or may not go there", async () => {
    const refused = await connect(shop.url);
    expect(refused).toMatchObject({ tools: [], problem: { code: "mcp.not-allowed" } });
    const elsewhere = await connect("http://127.0.0.1:9/mcp", "SHOP");
    expect(elsewhere.problem?.code).toBe("mcp.secret-refused");
    const unknown = await connect(shop.url, "NOBODY");
    expect(unknown.problem?.code).toBe("mcp.secret-unknown");
    for (const { id } of [refused, elsewhere, unknown]) {
      await world.call(chapter.removeMcpServer, { params: { serverId: id } });
    }
  });

  test("says that a web page is no MCP server", async () => {
    const page = await connect(`${world.url}/`);
    expect(page.problem?.code).toMatch(/^mcp\.(status|answer-invalid)$/);
    await world.call(chapter.removeMcpServer, { params: { serverId: page.id } });
  });
});

describe("a connection", () => {
  test("is for administrators; editors see the tools, and nobody the token", async () => {
    const body = { name: "A", url: "https://a.example/mcp" };
    const refused = await world.refusal(chapter.addMcpServer, { as: "editor", body });
    expect(refused.status).toBe(403);
    const { items } = await world.call(chapter.listMcpServers, { as: "editor" });
    expect(items[0]?.tools.length).toBe(3);
    expect(JSON.stringify(items)).not.toContain("4711");
    const { items: vault } = await world.call(secrets.listSecrets);
    const params = { secretId: vault[0]?.id ?? "" };
    const use = await world.call(secrets.readSecretUse, { params });
    expect(use.mcpServers).toEqual([{ id: serverId, name: "Shop" }]);
  });

  test.each([
    ["ftp://a.example/", "must start with https:// or http://"],
    ["https://me:pw@a.example/", "must not hold a user name or password"],
  ])("to %s is refused", async (url, expected) => {
    const problem = await world.refusal(chapter.addMcpServer, { body: { name: "A", url } });
    expect(problem.errors?.[0]).toMatchObject({ at: "/url", message: expected });
  });

  test("to another address forgets the tools", async () => {
    const { id } = await connect(shop.url, "SHOP");
    const params = { serverId: id };
    const signIn = { header: "Authorization", secret: "SHOP" };
    const same = { name: "Renamed", url: shop.url, signIn };
    const renamed = await world.call(chapter.changeMcpServer, { params, body: same });
    expect(renamed).toMatchObject({ name: "Renamed", tools: [{}, {}, {}] });
    const moved = { name: "Renamed", url: "https://b.example/mcp" };
    const changed = await world.call(chapter.changeMcpServer, { params, body: moved });
    expect(changed.tools).toEqual([]);
    expect(changed.signIn).toBeUndefined();
    await world.call(chapter.removeMcpServer, { params });
  });

  test("to a private address is refused, written out and behind a name", async () => {
    const guarded = await startWorld({ outboundAllowPrivate: false });
    const written = { name: "A", url: "http://127.0.0.1:1/mcp" };
    expect(await guarded.refusal(chapter.addMcpServer, { body: written })).toMatchObject({
      code: "ai.address-invalid",
    });
    const url = shop.url.replace("127.0.0.1", "localhost");
    const { id } = await guarded.call(chapter.addMcpServer, { body: { name: "A", url } });
    const checked = await guarded.call(chapter.checkMcpServer, { params: { serverId: id } });
    expect(checked.problem?.code).toBe("mcp.address-refused");
    expect(shop.refusals).toEqual([]);
    await guarded.close();
  });
});

describe("a call", () => {
  test("gives the tool's text, or its data", async () => {
    shop.answer = (_, { number }) => `Order ${number} is on its way`;
    const { answer } = await callTool("orders/find", { number: 7 });
    expect(answer).toEqual({ body: "Order 7 is on its way" });
    shop.answer = () => ({ content: [], structuredContent: { state: "shipped" } });
    const data = await callTool("orders/find", { number: 7 });
    expect(data.answer).toEqual({ body: { state: "shipped" } });
    await until(() => shop.open() === 0);
  });

  test.each([
    ["not JSON", "{"],
    ["no object", [7]],
    ["a missing value", {}],
    ["a wrong type", { number: "seven" }],
    ["a value out of range", { number: 0 }],
    ["a name that the tool does not have", { number: 7, admin: true }],
  ])("with %s does not reach the server", async (_, given) => {
    const { error } = await callTool("orders/find", given);
    expect(error?.code).toBe("mcp.arguments-invalid");
    expect(shop.called).toEqual([]);
    expect(shop.refusals).toEqual([]);
  });

  test("tells what the tool found wrong", async () => {
    shop.answer = () => ({ content: [{ type: "text", text: "No such order" }], isError: true });
    const { error } = await callTool("orders/find", { number: 7 });
    expect(error).toMatchObject({ code: "mcp.tool-failed", message: "No such order" });
  });

  test("hides the token in what comes back", async () => {
    shop.answer = () => "you sent shop-token-4711";
    const { answer } = await callTool("orders/find", { number: 7 });
    expect(answer).toEqual({ body: "you sent •••" });
  });

  test("ends at the time limit, at the size limit, and where the connection breaks", async () => {
    shop.answer = () => "stall";
    const slow = await callTool("orders/find", { number: 7 }, { timeoutMs: 300 });
    expect(slow.error?.code).toBe("mcp.timeout");
    shop.called.at(-1)?.answer();
    shop.answer = () => "x".repeat(1_100_000);
    const huge = await callTool("orders/find", { number: 7 });
    expect(huge.error?.code).toBe("mcp.too-large");
    shop.answer = () => "drop";
    const cut = await callTool("orders/find", { number: 7 });
    expect(cut.error?.code).toBe("mcp.unreachable");
  });

  test("of a server that answers in one body has the same limits", async () => {
    const plain = await startMcp({ json: true });
    plain.tools = [findOrder];
    const { id } = await connect(plain.url);
    plain.answer = () => "one body";
    const given = await callTool("orders/find", { number: 7 }, { serverId: id });
    expect(given.answer).toEqual({ body: "one body" });
    plain.answer = () => "x".repeat(1_100_000);
    const huge = await callTool("orders/find", { number: 7 }, { serverId: id });
    expect(huge.error?.code).toBe("mcp.too-large");
    await world.call(chapter.removeMcpServer, { params: { serverId: id } });
    plain.close();
  });

  test("of a tool, or to a server, that is gone says so", async () => {
    shop.tools = [cancelOrder];
    const gone = await callTool("orders/find", { number: 7 });
    expect(gone.error?.code).toBe("mcp.tool-gone");
    const never = await callTool("orders/never", {});
    expect(never.error?.code).toBe("mcp.tool-gone");
    const removed = await callTool("orders/find", {}, { serverId: "0123456789abcdef01234567" });
    expect(removed.error?.code).toBe("mcp.no-server");
  });
});
