import { createHmac } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { emptyFlow, type Flow, nodeTypes } from "@chatloom/flows-schema";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { routes, startWorld, type World } from "../support/world.ts";

const { flows, channels } = routes;
const secret = "known to both sides";
let world: World;
let system: Server;
let params: { flowId: string };
let revision: number;

/** Asks for something, under the node id given. */
function asking(nodeId: string): Flow {
  const position = { x: 0, y: 0 };
  const keywords = { ...nodeTypes["trigger.keyword"].example, keywords: ["hello"] };
  return {
    ...emptyFlow("Asking"),
    nodes: [
      { id: "start", type: "trigger.keyword", position, data: keywords },
      { id: nodeId, type: "ask", position, data: nodeTypes.ask.example },
      { id: "over", type: "end", position, data: nodeTypes.end.example },
    ] as Flow["nodes"],
    edges: [
      { id: "e1", source: "start", sourceHandle: "next", target: nodeId },
      { id: "e2", source: nodeId, sourceHandle: "next", target: "over" },
    ],
    variables: [
      { name: nodeTypes.ask.example.saveTo, type: "string", scope: "run" },
    ] as Flow["variables"],
  };
}

beforeAll(async () => {
  system = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "application/json" }).end('{"messageId":"m"}');
  });
  await new Promise<void>((resolve) => system.listen(0, resolve));
  world = await startWorld();
  const { id } = await world.call(flows.createFlow, { body: { name: "Asking" } });
  params = { flowId: id };
  revision = await saved(1, asking("question"));
  await world.call(flows.publishFlow, { params, body: { revision } });

  const outgoingUrl = `http://localhost:${(system.address() as AddressInfo).port}/`;
  const settings = { outgoingUrl, secret };
  const { webhookUrl } = await world.call(channels.connectChannel, {
    body: { type: "http", name: "CRM", settings },
  });
  await deliver(webhookUrl, { type: "message", id: "1", contact: { id: "ada" }, text: "hello" });
});
afterAll(async () => {
  await world.close();
  system.close();
});

async function saved(from: number, draft: Flow): Promise<number> {
  const body = { revision: from, draft };
  return (await world.call(flows.saveDraft, { params, body })).revision;
}

async function deliver(url: string, event: unknown): Promise<void> {
  const body = JSON.stringify({ events: [event] });
  const t = Math.floor(Date.now() / 1_000);
  const mac = createHmac("sha256", secret).update(`${t}.${body}`).digest("hex");
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", "x-chatloom-signature": `t=${t},v1=${mac}` },
    body,
  });
  expect(response.status).toBe(200);
}

test("tells at which node conversations stand", async () => {
  await vi.waitFor(async () => {
    const { nodes } = await world.call(flows.readPositions, { params });
    expect(nodes).toEqual({ question: 1 });
  }, 5_000);
  const { items } = await world.call(flows.listFlows);
  expect(items.find((it) => it.id === params.flowId)?.openRuns).toBe(1);
});

test("moves open runs to the new version where their step is still there", async () => {
  const flow = asking("question");
  const variables: Flow["variables"] = [
    ...flow.variables,
    { name: "extra", type: "string", scope: "run" },
  ];
  revision = await saved(revision, { ...flow, variables });
  const body = { revision, moveOpenRuns: true };
  const published = await world.call(flows.publishFlow, { params, body });
  expect(published).toEqual({ version: 2, movedRuns: 1, failingTests: [] });
  const { items } = await world.call(flows.listVersions, { params });
  expect(items.map((it) => [it.version, it.openRuns])).toEqual([
    [2, 1],
    [1, 0],
  ]);
});

test("leaves open runs where they are when their step is gone", async () => {
  revision = await saved(revision, asking("another"));
  const body = { revision, moveOpenRuns: true };
  const published = await world.call(flows.publishFlow, { params, body });
  expect(published).toEqual({ version: 3, movedRuns: 0, failingTests: [] });
});
