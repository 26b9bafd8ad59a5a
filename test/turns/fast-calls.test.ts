import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { routes, startWorld, type World } from "../support/world.ts";
import { until } from "./connect-double.ts";
import { openVisitor, textsOf } from "./live-clients.ts";
import { flowOf, keyword, publish, say } from "./publish-test-flow.ts";

let world: World;
let shop: Server;
const ordered: string[] = [];

beforeAll(async () => {
  world = await startWorld();
  shop = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) {
      body += chunk;
    }
    ordered.push(body);
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
  });
  await new Promise<void>((resolve) => shop.listen(0, resolve));
  const url = `http://localhost:${(shop.address() as AddressInfo).port}/`;
  const source = "return Array.from({ length: 30 }, (_, index) => index);";
  await publish(
    world,
    flowOf(
      "Orders",
      {
        order: keyword("order"),
        list: { type: "code", data: { source, saveTo: "list", timeoutMs: 1_000 } },
        each: { type: "loop", data: { list: "list", item: "item", limit: 30 } },
        call: {
          type: "http",
          data: {
            method: "POST",
            url,
            headers: [],
            body: '{ "item": {{ item }} }',
            save: [],
            timeoutSeconds: 5,
            retries: 0,
          },
        },
        done: say("All ordered"),
        failed: say("It failed: {{ error.message }}"),
      },
      [
        "order.next > list",
        "list.next > each",
        "each.item > call",
        "call.next > each",
        "call.error > failed",
        "each.done > done",
      ],
    ),
  );
});
afterAll(async () => {
  await world.close();
  shop.close();
});

test("calls that answer at once are made once each, and none is taken for interrupted", async () => {
  const visitor = await openVisitor(world);
  const began = Date.now();
  await visitor.say("order");
  await until(() => textsOf(visitor).length > 1, 20_000);
  expect(textsOf(visitor)).toEqual(["order", "All ordered"]);
  expect(ordered.length).toBe(30);
  // A turn that an answer waits for must not wait for the clock.
  expect(Date.now() - began).toBeLessThan(6_000);
  expect((await world.call(routes.operations.listAlerts)).items).toEqual([]);
  visitor.close();
}, 30_000);
