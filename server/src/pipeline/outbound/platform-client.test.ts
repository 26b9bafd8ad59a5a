import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buildConnector, Pool } from "undici";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { HttpCall } from "../../channels/channel.ts";
import { exchange } from "./exchange.ts";
import { createPlatformClient, type PlatformClient } from "./platform-client.ts";

let server: Server;
let url: string;
let client: PlatformClient;
let arrived = 0;
let answer: (response: ServerResponse) => void;

beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume().on("end", () => {
      arrived += 1;
      answer(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/messages`;
});
beforeEach(() => {
  client = createPlatformClient();
  arrived = 0;
  answer = status(200);
});
afterEach(() => client.close());
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

function status(code: number) {
  return (response: ServerResponse) => {
    response.writeHead(code, { "content-type": "application/json", "retry-after": "7" });
    response.end(JSON.stringify({ code }));
  };
}
const call = (to = url): HttpCall => ({ method: "POST", url: to, json: { text: "hello" } });

test("gives the platform's answer, whatever its status", async () => {
  for (const code of [200, 400, 429, 500]) {
    answer = status(code);
    expect(await client.call(call())).toMatchObject({
      reply: { status: code, headers: { "retry-after": "7" }, body: { code } },
    });
  }
});

test("knows what certainly did not arrive from what may have", async () => {
  const free = createServer();
  await new Promise<void>((resolve) => free.listen(0, "127.0.0.1", resolve));
  const { port } = free.address() as AddressInfo;
  await new Promise((resolve) => free.close(resolve));
  const nobody = `http://127.0.0.1:${port}/`;
  expect(await client.call(call(nobody))).toMatchObject({
    notSent: expect.stringContaining("ECONNREFUSED"),
  });
  expect(await client.call(call("not an address"))).toHaveProperty("notSent");
  answer = (response) => response.destroy();
  expect(await client.call(call())).toHaveProperty("lost");
  answer = (response) => {
    response.writeHead(200, { "content-length": "100" });
    response.write("half");
    setTimeout(() => response.destroy(), 20);
  };
  expect(await client.call(call())).toHaveProperty("lost");
});

test("leaves a host that keeps failing alone for a while, tries it again, and spares others", async () => {
  answer = status(503);
  for (let index = 0; index < 25; index++) {
    await client.call(call());
  }
  const tried = arrived;
  expect(tried).toBeLessThan(25);
  expect(await client.call(call())).toMatchObject({
    notSent: expect.stringContaining("too often"),
  });
  expect(arrived).toBe(tried);
  const other = url.replace("127.0.0.1", "localhost");
  answer = status(200);
  expect(await client.call(call(other))).toHaveProperty("reply.status", 200);

  await new Promise((resolve) => setTimeout(resolve, 5_200));
  expect(await client.call(call())).toHaveProperty("reply.status", 200);
  expect(await client.call(call())).toHaveProperty("reply.status", 200);
}, 15_000);

test("sends that found no connection in their time do not make a host look broken", async () => {
  const held: ServerResponse[] = [];
  answer = (response) => held.push(response);
  const first = Array.from({ length: 64 }, () => client.call(call()));
  await vi.waitFor(() => expect(held).toHaveLength(64));
  const late = Array.from({ length: 200 }, () =>
    client.call(call(), { deadline: Date.now() + 100 }),
  );
  for (const result of await Promise.all(late)) {
    expect(result).toMatchObject({ notSent: expect.stringContaining("no free connection") });
  }
  answer = status(200);
  for (const response of held) {
    answer(response);
  }
  await Promise.all(first);
  expect(await client.call(call())).toHaveProperty("reply.status", 200);
  expect(arrived).toBe(65);
});

test("refusals are no failures of the host", async () => {
  answer = status(400);
  for (let index = 0; index < 40; index++) {
    await client.call(call());
  }
  expect(arrived).toBe(40);
  answer = status(429);
  for (let index = 0; index < 40; index++) {
    await client.call(call());
  }
  expect(arrived).toBe(80);
});

test("gives up on silence: what had left is lost", async () => {
  const hurried = createPlatformClient(200);
  answer = () => undefined;
  expect(await hurried.call(call())).toMatchObject({
    lost: expect.stringContaining("no answer within 200 ms"),
  });
  await hurried.close();
});

test("what found no connection in its time is never sent", async () => {
  const pool = new Pool(new URL(url).origin, { connections: 1 });
  let answerFirst = () => {};
  answer = (response) => {
    answerFirst = () => response.end("{}");
  };
  const request = { path: "/messages", method: "POST", body: "{}" } as const;
  const first = exchange(pool, request, Date.now() + 5_000);
  await expect(exchange(pool, request, Date.now() + 100)).rejects.toMatchObject({ begun: false });
  answerFirst();
  expect(await first).toMatchObject({ status: 200, text: "{}" });
  answer = status(200);
  expect(await exchange(pool, request, Date.now() + 5_000)).toMatchObject({ status: 200 });
  expect(arrived).toBe(2);
  await pool.close();
});

test("a process that was paused past the deadline sends nothing when it goes on", async () => {
  const connect = buildConnector({});
  const pool = new Pool(new URL(url).origin, {
    connect: (options, connected) =>
      connect(options, (...outcome) => {
        stopFor(300);
        connected(...outcome);
      }),
  });
  const request = { path: "/messages", method: "POST", body: "{}" } as const;
  await expect(exchange(pool, request, Date.now() + 200)).rejects.toMatchObject({ begun: false });
  expect(await exchange(pool, request, Date.now() + 5_000)).toMatchObject({ status: 200 });
  expect(arrived).toBe(1);
  await pool.close();
});

/** Stops this thread, as SIGSTOP stops a process: nothing runs, time goes on. */
function stopFor(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

test("takes preliminary answers, several chunks and repeated headers", async () => {
  answer = (response) => {
    response.writeEarlyHints({ link: "</a>; rel=preload" });
    response.writeHead(200, { "set-cookie": ["a=1", "b=2"], "content-type": "application/json" });
    response.write('{"name":"');
    const name = Buffer.from("Nguyễn");
    response.write(name.subarray(0, 5));
    setTimeout(() => response.end(Buffer.concat([name.subarray(5), Buffer.from('"}')])), 20);
  };
  expect(await client.call(call())).toMatchObject({
    reply: { status: 200, headers: { "set-cookie": "a=1" }, body: { name: "Nguyễn" } },
  });
});
