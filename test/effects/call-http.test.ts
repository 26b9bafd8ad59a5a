import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import type { HttpRequest } from "@chatloom/runtime";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { callHttp } from "../../server/src/pipeline/effects/call-http.ts";
import { guardedAgent } from "../../server/src/pipeline/effects/guarded-agent.ts";
import { type AnsweringServer, type Reply, startAnsweringServer } from "./answering-server.ts";

let other: AnsweringServer;
const agent = guardedAgent(true);

beforeAll(async () => {
  other = await startAnsweringServer();
});
beforeEach(() => {
  other.seen.length = 0;
});
afterAll(() => other.close());

function call(change: Partial<HttpRequest> = {}) {
  const request = {
    method: "GET",
    url: `${other.url}/a`,
    headers: [],
    timeoutMs: 2_000,
    retries: 0,
    ...change,
  };
  return callHttp(request, { agent, allowPrivate: true, key: "turn:1" });
}

async function bodyOf(reply: Reply) {
  other.answer = () => reply;
  const outcome = await call();
  return "answer" in outcome ? (outcome.answer as { body: unknown }).body : outcome.error;
}

const json = Buffer.from('{"name":"Nguyễn"}');
test.each<readonly [string, Reply]>([
  ["a byte order mark", { body: Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), json]) }],
  ["UTF-16 with its mark", { body: Buffer.from('\ufeff{"name":"Nguyễn"}', "utf16le") }],
  ["gzip", { body: gzipSync(json), headers: { "content-encoding": "gzip" } }],
  ["deflate", { body: deflateSync(json), headers: { "content-encoding": "deflate" } }],
  ["brotli", { body: brotliCompressSync(json), headers: { "content-encoding": "br" } }],
  [
    "two packings",
    { body: brotliCompressSync(gzipSync(json)), headers: { "content-encoding": "gzip, br" } },
  ],
  [
    "UTF-16 by its header",
    {
      body: Buffer.from(json.toString(), "utf16le"),
      headers: { "content-type": "application/json; charset=utf-16le" },
    },
  ],
  ["a type of its own", { body: json, headers: { "content-type": "application/vnd.api+json" } }],
  ["no type that says so", { body: json, headers: { "content-type": "text/plain" } }],
  [
    "a charset nobody knows",
    { body: json, headers: { "content-type": "application/json; charset=klingon" } },
  ],
])("reads JSON with %s", async (_, reply) => {
  expect(await bodyOf(reply)).toEqual({ name: "Nguyễn" });
});

test("decodes text by its charset", async () => {
  const headers = { "content-type": "text/plain; charset=iso-8859-1" };
  expect(await bodyOf({ body: Buffer.from("café", "latin1"), headers })).toBe("café");
});

test("keeps large whole numbers exactly, as text", async () => {
  const body = '{"id":9007199254740993,"ok":12,"list":[-90071992547409931]}';
  expect(await bodyOf({ body })).toEqual({
    id: "9007199254740993",
    ok: 12,
    list: ["-90071992547409931"],
  });
});

test("says that JSON is broken, and gives the text", async () => {
  other.answer = () => ({ body: '{"a": oops' });
  expect(await call()).toMatchObject({
    answer: { status: 200, body: '{"a": oops', problem: expect.stringContaining("not valid JSON") },
  });
});

test.each([
  ['{"a\\u0000b":1}', "NUL"],
  ['{"$where":1}', "$"],
  ['{"x":{"a.b":1}}', "dots"],
  ['{"":1}', "empty"],
  ['{"_bsontype":"ObjectId"}', "reserved"],
  ['{"__proto__":{"x":1}}', "reserved"],
  [`${"[".repeat(120)}${"]".repeat(120)}`, "nested"],
])("fails with the reason where the store cannot hold the answer: %s", async (body, reason) => {
  expect(await bodyOf({ body })).toMatchObject({
    code: "http.answer-not-storable",
    message: expect.stringContaining(reason),
  });
});

test("gives status and body of a refusal", async () => {
  other.answer = () => ({ status: 422, body: '{"reason":"sold out"}' });
  expect(await call()).toEqual({
    error: {
      code: "http.status",
      message: expect.stringContaining("422"),
      status: 422,
      body: { reason: "sold out" },
    },
  });
  other.answer = () => ({ status: 400, body: '{"a\\u0000":1}' });
  expect(await call()).toEqual({
    error: { code: "http.status", message: expect.stringContaining("400"), status: 400 },
  });
});

test("fails where redirects lead round and round", async () => {
  other.answer = () => ({ status: 302, headers: { location: "/a" }, body: "" });
  expect(await call({ retries: 3 })).toMatchObject({ error: { code: "http.too-many-redirects" } });
  expect(other.seen.length).toBeLessThan(10);
});

test("signs in with the credentials of the address, and keeps them from other hosts", async () => {
  const elsewhere = other.url.replace("127.0.0.1", "localhost");
  other.answer = ({ url }) =>
    url === "/a" ? { status: 307, headers: { location: `${elsewhere}/b` } } : {};
  await call({ url: `${other.url.replace("//", "//ada:p%40ss@")}/a` });
  expect(other.seen.map(({ url, headers }) => [url, headers.authorization])).toEqual([
    ["/a", `Basic ${Buffer.from("ada:p@ss").toString("base64")}`],
    ["/b", undefined],
  ]);
});

test("an authorization of its own wins over the address", async () => {
  other.answer = () => ({});
  const headers = [{ name: "Authorization", value: "Bearer t" }];
  await call({ url: `${other.url.replace("//", "//ada:x@")}/a`, headers });
  expect(other.seen[0]?.headers.authorization).toBe("Bearer t");
});

test("sends headers beyond ASCII as UTF-8", async () => {
  other.answer = () => ({});
  await call({ headers: [{ name: "X-Name", value: "Nguyễn ☃" }] });
  const received = String(other.seen[0]?.headers["x-name"]);
  expect(Buffer.from(received, "latin1").toString("utf8")).toBe("Nguyễn ☃");
});

test("refuses an answer that unpacks to more than it may", async () => {
  other.answer = () => ({
    body: gzipSync(Buffer.alloc(50_000_000)),
    headers: { "content-encoding": "gzip" },
  });
  expect(await call()).toMatchObject({ error: { code: "http.too-large" } });
});

test("says that a packed answer is damaged", async () => {
  other.answer = () => ({ body: "not gzip", headers: { "content-encoding": "gzip" } });
  expect(await call()).toMatchObject({ error: { code: "http.answer-damaged" } });
});

test("says which header cannot be sent", async () => {
  const outcome = await call({ headers: [{ name: "Transfer-Encoding", value: "chunked" }] });
  expect(outcome).toMatchObject({ error: { code: "http.request-invalid" } });
});
