import { afterAll, beforeAll, expect, test } from "vitest";
import { routes, startWorld, type World } from "../support/world.ts";

let world: World;
let editor: string;
let viewer: string;

async function tokenOf(role: "editor" | "viewer"): Promise<string> {
  const body = { name: `Model as ${role}`, role };
  return (await world.call(routes.accounts.createApiToken, { body })).token;
}

beforeAll(async () => {
  world = await startWorld();
  [editor, viewer] = await Promise.all([tokenOf("editor"), tokenOf("viewer")]);
});
afterAll(() => world.close());

interface Answer {
  readonly tools?: readonly { name: string; annotations: { readOnlyHint: boolean } }[];
  readonly content?: readonly { text: string }[];
  readonly isError?: boolean;
  readonly serverInfo?: { name: string };
}

/** Sends one request as MCP clients do. */
async function ask(token: string, method: string, params: unknown = {}): Promise<Answer> {
  const response = await fetch(`${world.url}/mcp`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
    },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
  });
  expect(response.status).toBe(200);
  return ((await response.json()) as { result: Answer }).result;
}

async function use(token: string, name: string, input: Record<string, unknown> = {}) {
  const { content, isError } = await ask(token, "tools/call", { name, arguments: input });
  return { text: content?.[0]?.text ?? "", failed: isError === true };
}

const flow = `name: Opening hours
steps:
  start:
    type: trigger.keyword
    data: {keywords: [hours], match: exact, channels: [], interrupts: false}
    to: {next: ask}
  ask:
    type: quickReplies
    data:
      text: Which shop?
      options: [{id: a, label: Hanoi}, {id: b, label: Hue}]
    to: {"option:a": hanoi}
  hanoi:
    type: message
    data: {blocks: [{kind: text, id: t, text: Nine to five}], typing: false}
    to: {next: end}
  end: {type: end}
`;

test("a model reads how flows are written, tries one, and saves it as a draft", async () => {
  const protocolVersion = "2025-06-18";
  const clientInfo = { name: "a model", version: "1" };
  const initialize = { protocolVersion, capabilities: {}, clientInfo };
  expect((await ask(editor, "initialize", initialize)).serverInfo?.name).toBe("chatloom");
  const { tools = [] } = await ask(editor, "tools/list");
  expect(tools.length).toBeGreaterThan(8);
  const changing = tools.filter((it) => !it.annotations.readOnlyHint).map((it) => it.name);
  expect(changing).toEqual(["draft_flow"]);
  expect((await use(editor, "list_step_types")).text).toContain("quickReplies");
  const type = JSON.parse((await use(editor, "read_step_type", { type: "quickReplies" })).text);
  expect(type).toMatchObject({ data: { type: "object" }, ports: expect.any(Array) });

  const checked = JSON.parse((await use(editor, "check_flow", { text: flow })).text);
  expect(checked.changes.added).toEqual(["start", "ask", "hanoi", "end"]);
  const happenings = [{ say: "hours" }, { tap: "Hanoi" }];
  const played = JSON.parse((await use(editor, "simulate_flow", { text: flow, happenings })).text);
  expect(played.transcript).toEqual([
    "contact: hours",
    "bot: Which shop? [Hanoi] [Hue]",
    "contact: [Hanoi]",
    "bot: Nine to five",
  ]);

  const saved = JSON.parse((await use(editor, "draft_flow", { text: flow })).text);
  expect(saved).toMatchObject({ created: true, revision: 1 });
  const { items } = await world.call(routes.flows.listFlows);
  expect(items.find((it) => it.id === saved.id)).toMatchObject({ active: false });
  expect((await use(viewer, "read_flow", { flow_id: saved.id })).text).toContain("Nine to five");
});

test("the token's role decides, and mistakes are told to the model", async () => {
  const refused = await use(viewer, "draft_flow", { text: flow });
  expect(refused.failed).toBe(true);
  expect(refused.text).not.toContain("at ");
  for (const [name, input, says] of [
    ["draft_flow", { text: "name: [" }, /Line 1/],
    ["check_flow", {}, /text/],
    ["read_flow", { flow_id: "0123456789abcdef01234567" }, /no such flow/],
    ["read_step_type", { type: "constructor" }, /list_step_types/],
    ["simulate_flow", { text: flow, happenings: [{ tap: "Nothing" }] }, /Nothing to tap/],
    ["simulate_flow", { text: flow, happenings: [{ say: "a", tap: "b" }] }, /happenings/],
    ["read_report", { from: "yesterday", to: "2026-01-01" }, /from/],
    ["no_such_tool", {}, /no tool/],
  ] as const) {
    const { text, failed } = await use(editor, name, input);
    expect(text).toMatch(says);
    expect(failed).toBe(true);
  }
});

test("conversations, contacts and reports are read with limits", async () => {
  expect((await use(viewer, "search_conversations", { search: "hello" })).text).toBe("[]");
  expect((await use(viewer, "search_contacts", { search: "" })).text).toBe("[]");
  const period = { from: "2026-11-01", to: "2026-11-07" };
  expect(JSON.parse((await use(viewer, "read_report", period)).text).now.messagesIn).toBe(0);
});

test("strangers are refused, and only POST is served", async () => {
  const init = { method: "POST", body: "{}", headers: { authorization: "Bearer wrong" } };
  const stranger = await fetch(`${world.url}/mcp`, init);
  expect(stranger.status).toBe(401);
  expect((await fetch(`${world.url}/mcp`)).status).toBe(405);
});
