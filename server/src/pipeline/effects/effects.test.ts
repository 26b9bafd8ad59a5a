import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { HttpRequest } from "@chatloom/runtime";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { callHttp } from "./call-http.ts";
import { guardedAgent, isPublic } from "./guarded-agent.ts";
import { createSandbox } from "./run-code.ts";

let server: Server;
let base: string;
const seen: { method: string; url: string; headers: Record<string, unknown>; body: string }[] = [];
let answers: ((
  url: string,
  body: string,
) => { status: number; headers?: Record<string, string>; body: string } | "hang")[] = [];

beforeAll(async () => {
  server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) {
      body += chunk;
    }
    seen.push({
      method: request.method ?? "",
      url: request.url ?? "",
      headers: request.headers,
      body,
    });
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    const reply = answer?.(request.url ?? "", body) ?? { status: 200, body: "{}" };
    if (reply === "hang") {
      return;
    }
    response
      .writeHead(reply.status, { "content-type": "application/json", ...reply.headers })
      .end(reply.body);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const open = guardedAgent(true);
const closed = guardedAgent(false);

function call(change: Partial<HttpRequest>, allowPrivate = true) {
  seen.length = 0;
  const request = {
    method: "GET",
    url: `${base}/a`,
    headers: [],
    timeoutMs: 1_000,
    retries: 0,
    ...change,
  };
  return callHttp(request, { agent: allowPrivate ? open : closed, allowPrivate, key: "turn:1" });
}

describe("callHttp", () => {
  test("answers status and parsed body", async () => {
    answers = [() => ({ status: 200, body: '{"order":{"status":"shipped"}}' })];
    expect(await call({})).toEqual({
      answer: { status: 200, body: { order: { status: "shipped" } } },
    });
  });

  test("repeats a GET after a server error, but not a POST", async () => {
    answers = [() => ({ status: 500, body: "" }), () => ({ status: 200, body: "[1]" })];
    expect(await call({ retries: 2 })).toEqual({ answer: { status: 200, body: [1] } });
    expect(seen).toHaveLength(2);
    answers = [() => ({ status: 500, body: "" })];
    expect(await call({ method: "POST", body: "{}", retries: 2 })).toMatchObject({
      error: { code: "http.status" },
    });
    expect(seen).toHaveLength(1);
    expect(seen[0]?.headers["idempotency-key"]).toBe("turn:1");
  });

  test("gives up after its time", async () => {
    answers = [() => "hang"];
    expect(await call({ timeoutMs: 200 })).toMatchObject({ error: { code: "http.timeout" } });
  });

  test("refuses private addresses, also behind a name and behind a redirect", async () => {
    answers = [() => ({ status: 200, body: "{}" })];
    expect(await call({}, false)).toMatchObject({ error: { code: "http.address-refused" } });
    expect(await call({ url: base.replace("127.0.0.1", "localhost") }, false)).toMatchObject({
      error: { code: "http.address-refused" },
    });
    expect(await call({ url: "http://[::ffff:10.0.0.1]/" }, false)).toMatchObject({
      error: { code: "http.address-refused" },
    });
    expect(seen).toHaveLength(0);
  });

  test.each([
    "169.254.169.254",
    "10.1.2.3",
    "192.168.0.1",
    "127.0.0.1",
    "0.0.0.0",
    "::1",
    "fe80::1",
    "fd00::1",
    "::ffff:127.0.0.1",
    "100.64.0.1",
    "::127.0.0.1",
    "::10.0.0.1",
    "::ffff:0:127.0.0.1",
    "64:ff9b::127.0.0.1",
    "64:ff9b::a9fe:a9fe",
    "2002:7f00:1::",
    "2001:0:7f00:1::",
    "fec0::1",
    "fe80::1%eth0",
    "ff02::1",
    "198.18.0.1",
    "255.255.255.255",
  ])("holds %s to be private", (address) => expect(isPublic(address)).toBe(false));

  test.each(["93.184.216.34", "2606:4700::1111", "64:ff9b::8.8.8.8", "::ffff:8.8.8.8"])(
    "holds %s to be public",
    (address) => expect(isPublic(address)).toBe(true),
  );

  test("follows redirects without carrying secrets to another host", async () => {
    const other = base.replace("127.0.0.1", "localhost");
    answers = [
      () => ({ status: 302, headers: { location: `${other}/b` }, body: "" }),
      () => ({ status: 200, body: "{}" }),
    ];
    await call({ headers: [{ name: "Authorization", value: "Bearer s" }] });
    expect(seen.map((it) => [it.url, it.headers.authorization])).toEqual([
      ["/a", "Bearer s"],
      ["/b", undefined],
    ]);
  });

  test.each(["", "ftp://example.com/x", "not a url", "javascript:alert(1)"])(
    "says that %j is no web address",
    async (url) => {
      expect(await call({ url })).toMatchObject({ error: { code: "http.url-invalid" } });
    },
  );

  test("refuses an answer without end", async () => {
    answers = [() => ({ status: 200, body: "x".repeat(1_100_000) })];
    expect(await call({})).toMatchObject({ error: { code: "http.too-large" } });
  });
});

describe("code nodes", () => {
  const sandbox = createSandbox();
  afterAll(() => sandbox.close());

  test("compute with variables and return JSON", async () => {
    expect(
      await sandbox.run(
        "w",
        "return { total: variables.price * 1.2 };",
        { variables: { price: 10 } },
        1_000,
      ),
    ).toEqual({ answer: { total: 12 } });
    expect(await sandbox.run("w", "", {}, 1_000)).toEqual({ answer: null });
  });

  test("are stopped at their time limit, and the next one runs", async () => {
    expect(await sandbox.run("w", "for(;;){}", {}, 100)).toMatchObject({
      error: { code: "code.timeout" },
    });
    expect(await sandbox.run("w", "return 1", {}, 1_000)).toEqual({ answer: 1 });
  });

  test("cannot take all memory", async () => {
    expect(
      await sandbox.run("w", "let a=[]; for(;;) a.push('x'.repeat(1e6)+a.length)", {}, 3_000),
    ).toMatchObject({ error: { code: expect.stringMatching(/^code\./) } });
    expect(await sandbox.run("w", "return 2", {}, 1_000)).toEqual({ answer: 2 });
  });

  test.each([
    "process.exit(1)",
    "require('fs')",
    "fetch('http://x')",
    "globalThis.constructor.constructor('return process')()",
  ])("cannot reach outside: %s", async (source) => {
    expect(await sandbox.run("w", source, {}, 1_000)).toMatchObject({
      error: { code: "code.failed" },
    });
  });

  test("tell what was wrong with them", async () => {
    expect(await sandbox.run("w", "return nope.x", {}, 1_000)).toEqual({
      error: { code: "code.failed", message: "ReferenceError: 'nope' is not defined" },
    });
  });
});
