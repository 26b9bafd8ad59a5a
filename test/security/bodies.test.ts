import { performance } from "node:perf_hooks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { routes, startWorld, type World } from "../support/world.ts";
import { firstContact } from "./first-contact.ts";

let world: World;
let contactId: string;
beforeAll(async () => {
  world = await startWorld();
  contactId = await firstContact(world);
});
afterAll(() => world.close());

async function send(method: string, path: string, body: string | Uint8Array) {
  const response = await world.fetch(`/api/v1${path}`, {
    method,
    body: body as BodyInit,
    headers: { "content-type": "application/json" },
  });
  return { status: response.status, text: await response.text() };
}

/** The longest time in milliseconds that the event loop stood still while `act` ran. */
async function longestPause(act: () => Promise<unknown>): Promise<number> {
  let [last, longest] = [performance.now(), 0];
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last - 1);
    last = now;
  }, 1);
  await act();
  clearInterval(timer);
  return longest;
}

describe("a body", () => {
  test("over a megabyte is refused before it is parsed", async () => {
    const large = JSON.stringify({ variables: { text: "x".repeat(1_000_000) } });
    expect((await send("PATCH", "/workspace", large)).status).toBe(413);
    expect((await send("PATCH", "/workspace", "[".repeat(1_000_001))).status).toBe(413);
  });

  test("of an import may be larger", async () => {
    const flow = { name: "x".repeat(1_500_000) };
    const answer = await send("POST", "/flows/import", JSON.stringify({ flow }));
    expect(answer.status).toBe(400);
    expect(answer.text.length).toBeLessThan(10_000);
  });

  test.each([
    ["many keys", JSON.stringify(Object.fromEntries(keys(60_000)))],
    ["many unknown keys", JSON.stringify(Object.fromEntries(keys(40_000)))],
    ["many small lists", `[${"[],".repeat(330_000)}[]]`],
    ["deep nesting", `${"[".repeat(400_000)}${"]".repeat(400_000)}`],
    ["unclosed nesting", '{"a":'.repeat(150_000)],
    ["a long key", JSON.stringify({ ["k".repeat(900_000)]: 1 })],
  ])("with %s is refused shortly and quickly", async (_name, body) => {
    let answer = { status: 0, text: "" };
    const pauses: number[] = [];
    for (let at = 0; at < 3; at++) {
      const pause = await longestPause(async () => {
        answer = await send("PATCH", "/session/account", body);
      });
      pauses.push(pause);
    }
    expect(answer.status).toBe(400);
    expect(answer.text.length).toBeLessThan(5_000);
    // The bound is 50 ms on a quiet machine; on a busy one other programs come between.
    expect(Math.min(...pauses)).toBeLessThan(500);
  });

  test("says how many names are unknown instead of listing them", async () => {
    const { text } = await send("PATCH", "/workspace", '{"a":1,"b":2,"c":3}');
    expect(JSON.parse(text).errors).toEqual([
      { at: "", message: 'has 3 properties that are not known here, such as "a"' },
    ]);
  });

  test("with bytes that are no UTF-8 is refused", async () => {
    const bytes = Buffer.concat([
      Buffer.from('{"name":"'),
      Buffer.from([0xff, 0xfe]),
      Buffer.from('"}'),
    ]);
    expect(await send("PATCH", "/session/account", bytes)).toMatchObject({ status: 400 });
  });
});

const unstorable: readonly [string, string][] = [
  ["a NUL in a name", '{"a\\u0000b":1}'],
  ["a leading dollar", '{"$set":1}'],
  ["a dot", '{"a.b":1}'],
  ["an empty name", '{"":1}'],
  ["a BSON type", '{"_bsontype":"ObjectId"}'],
  ["a prototype", '{"__proto__":{"x":1}}'],
  ["deep nesting", `{"a":${"[".repeat(52)}${"]".repeat(52)}}`],
  ["a number beyond 2^53", '{"a":9007199254740993}'],
  ["an infinite number", '{"a":1e999}'],
  ["half a character", '{"a":"\\ud800"}'],
];

describe.each(unstorable)("free JSON with %s is refused", (_name, json) => {
  test.each([
    ["as workspace variables", "PATCH", "/workspace", `{"variables":${json}}`],
    ["inside a workspace variable", "PATCH", "/workspace", `{"variables":{"v":${json}}}`],
    ["as contact fields", "PATCH", "/contacts/:id", `{"fields":${json}}`],
    ["inside a contact field", "PATCH", "/contacts/:id", `{"fields":{"f":[${json}]}}`],
    [
      "as properties of an event",
      "POST",
      "/events",
      `{"name":"paid","contactId":":id","properties":${json}}`,
    ],
    ["as a callback", "POST", "/callbacks/0123456789abcdef", json],
  ])("%s", async (_place, method, path, body) => {
    const [at, sent] = [path, body].map((it) => it.replace(":id", contactId));
    const answer = await send(method, at ?? "", sent ?? "");
    expect(answer).toMatchObject({ status: 400 });
    expect(JSON.parse(answer.text).errors[0].message).not.toBe("");
  });
});

describe("contact fields", () => {
  const change = (fields: Record<string, unknown>) =>
    world.refusal(routes.contacts.updateContact, { params: { contactId }, body: { fields } });

  test("have names of at most 64 characters", async () => {
    const refused = await change({ ["n".repeat(65)]: 1 });
    expect(refused).toMatchObject({ status: 400, errors: [{ at: `/fields/${"n".repeat(64)}` }] });
  });

  test("have values of at most 4 KB", async () => {
    const refused = await change({ small: 1, notes: "é".repeat(2_100) });
    expect(refused).toMatchObject({ status: 400, errors: [{ at: "/fields/notes" }] });
  });

  test("number at most 200, those already there included", async () => {
    const many = (from: number, to: number) =>
      Object.fromEntries(Array.from({ length: to - from }, (_, at) => [`f${from + at}`, at]));
    expect(await change(many(0, 201))).toMatchObject({ status: 400 });
    const body = { fields: many(0, 150) };
    await world.call(routes.contacts.updateContact, { params: { contactId }, body });
    expect(await change(many(150, 210))).toMatchObject({
      status: 400,
      code: "contact.too-many-fields",
    });
  });
});

test.each([
  "/contacts?search=%00",
  "/conversations?search=a%00b",
  "/contacts?tag=%00",
  `/contacts?search=${encodeURIComponent("(((((a+)+)+)+)+$\\")}`,
  `/conversations?search=${encodeURIComponent("[".repeat(200))}`,
])("answers %s without an internal error", async (path) => {
  const response = await world.fetch(`/api/v1${path}`);
  expect([200, 400]).toContain(response.status);
});

function keys(count: number): [string, number][] {
  return Array.from({ length: count }, (_, at) => [`key${at}`, at]);
}
