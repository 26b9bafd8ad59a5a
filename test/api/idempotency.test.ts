import { afterAll, beforeAll, expect, test } from "vitest";
import { type AnsweredProblem, routes, startWorld, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

interface Answer {
  readonly status: number;
  readonly repeated: boolean;
  readonly text: string;
}

async function post(
  path: string,
  body: string,
  { key, as }: { readonly key: string; readonly as?: "owner" | "admin" },
): Promise<Answer> {
  const headers = { "content-type": "application/json", "idempotency-key": key };
  const response = await world.fetch(`/api/v1${path}`, { method: "POST", headers, body, as });
  return {
    status: response.status,
    repeated: response.headers.get("idempotency-replayed") === "true",
    text: await response.text(),
  };
}

function codeOf({ text }: Answer): string {
  return (JSON.parse(text) as AnsweredProblem).code;
}

test("gives the first reply again to a call that repeats its key, and creates nothing", async () => {
  const body = JSON.stringify({ name: "CRM", role: "viewer" });
  const first = await post("/api-tokens", body, { key: "a-1" });
  const again = await post("/api-tokens", body, { key: "a-1" });
  expect(first).toMatchObject({ status: 200, repeated: false });
  expect(again).toEqual({ ...first, repeated: true });
  const { items } = await world.call(routes.accounts.listApiTokens);
  expect(items.filter((it) => it.name === "CRM")).toHaveLength(1);
});

test("of many calls with one key at once only one has an effect", async () => {
  const body = JSON.stringify({ name: "Rush", role: "viewer" });
  const answers = await Promise.all(
    Array.from({ length: 12 }, () => post("/api-tokens", body, { key: "rush" })),
  );
  const { items } = await world.call(routes.accounts.listApiTokens);
  expect(items.filter((it) => it.name === "Rush")).toHaveLength(1);
  expect(answers.filter((it) => it.status === 200 && !it.repeated)).toHaveLength(1);
  const refused = answers.filter((it) => it.status !== 200);
  expect(refused.filter((it) => codeOf(it) !== "request.still-running")).toEqual([]);
});

test("refuses a key that was used for another call, and keeps callers apart", async () => {
  await post("/api-tokens", JSON.stringify({ name: "One", role: "viewer" }), { key: "b-1" });
  const body = JSON.stringify({ name: "Two", role: "viewer" });
  const other = await post("/api-tokens", body, { key: "b-1" });
  expect(other.status).toBe(409);
  expect(codeOf(other)).toBe("request.key-of-other-call");
  const admin = await post("/api-tokens", body, { key: "b-1", as: "admin" });
  expect(admin).toMatchObject({ status: 200, repeated: false });
});

test("a refused call may be sent again, corrected, with its key", async () => {
  const wrong = await post("/invitations", JSON.stringify({ email: "x", role: "agent" }), {
    key: "c-1",
  });
  expect(wrong.status).toBe(400);
  const taken = JSON.stringify({ email: "owner@example.test", role: "agent" });
  expect((await post("/invitations", taken, { key: "c-1" })).status).toBe(409);
  const right = JSON.stringify({ email: "new@example.test", role: "agent" });
  expect(await post("/invitations", right, { key: "c-1" })).toMatchObject({
    status: 200,
    repeated: false,
  });
});

test("refuses keys that are too long or hold a space", async () => {
  const body = JSON.stringify({ name: "Daily", role: "viewer" });
  expect((await post("/api-tokens", body, { key: "k".repeat(256) })).status).toBe(400);
  expect((await post("/api-tokens", body, { key: "has space" })).status).toBe(400);
});
