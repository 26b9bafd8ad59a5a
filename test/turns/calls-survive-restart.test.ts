import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { startWorld, type World } from "../support/world.ts";
import { connect, until } from "./connect-double.ts";
import { flowOf, keyword, publish, say } from "./publish-test-flow.ts";

let world: World;
let http: Double;
let webhook: string;
let shop: Server;
/** The requests to the shop, and its answers. */
const orders: { readonly path: string; readonly answer: () => void }[] = [];

beforeAll(async () => {
  world = await startWorld();
  http = await startDouble("http");
  webhook = await connect(world, http);
  shop = createServer((request, response: ServerResponse) => {
    request.resume().on("end", () => {
      const answer = () => void response.writeHead(200, { "content-length": "2" }).end("{}");
      orders.push({ path: request.url ?? "", answer });
    });
  });
  await new Promise<void>((resolve) => shop.listen(0, resolve));
  const { port } = shop.address() as AddressInfo;
  const post = (path: string) => ({
    type: "http" as const,
    data: {
      method: "POST" as const,
      url: `http://localhost:${port}/${path}`,
      headers: [],
      save: [],
      timeoutSeconds: 60,
      retries: 0,
    },
  });
  await publish(
    world,
    flowOf(
      "Orders",
      {
        order: keyword("order"),
        reserve: post("reserve"),
        pay: post("pay"),
        done: say("Paid"),
        failed: say("It failed: {{ error.code }}"),
      },
      [
        "order.next > reserve",
        "reserve.next > pay",
        "pay.next > done",
        "reserve.error > failed",
        "pay.error > failed",
      ],
    ),
  );
});
afterAll(async () => {
  await world.close();
  await http.close();
  shop.closeAllConnections();
  shop.close();
});

function toldTo(person: string): string[] {
  return http.sends.flatMap(({ body }) => {
    const { contact, content } = body as { contact: { id: string }; content: { text: string } };
    return contact.id === person ? content.text : [];
  });
}

test("a restart in the middle of a call waits for its answer, and what it led to is begun afterwards, once", async () => {
  await http.deliver(webhook, { kind: "text", from: "ada", text: "order" });
  await until(() => orders.length === 1, 20_000);
  const restarting = world.restart();
  await new Promise((resolve) => setTimeout(resolve, 500));
  orders[0]?.answer();
  await restarting;
  await until(() => orders.length === 2, 20_000);
  orders[1]?.answer();
  await until(() => toldTo("ada").length > 0, 20_000);
  expect(toldTo("ada")).toEqual(["Paid"]);
  expect(orders.map((it) => it.path)).toEqual(["/reserve", "/pay"]);
}, 90_000);

test("a call that takes too long for the restart is not made twice; its flow learns that it was interrupted", async () => {
  orders.splice(0);
  await http.deliver(webhook, { kind: "text", from: "bo", text: "order" });
  await until(() => orders.length === 1, 20_000);
  const began = Date.now();
  await world.restart();
  // Far less than the call may take.
  expect(Date.now() - began).toBeLessThan(30_000);
  await until(() => toldTo("bo").length > 0, 20_000);
  expect(toldTo("bo")).toEqual(["It failed: effect.interrupted"]);
  expect(orders.map((it) => it.path)).toEqual(["/reserve"]);
}, 90_000);
