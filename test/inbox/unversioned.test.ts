import { afterAll, beforeAll, expect, test } from "vitest";
import { routes } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";
import { startWithPeople, type WorldWithPeople } from "./world-with-people.ts";

let people: WorldWithPeople;
let token: string;
beforeAll(async () => {
  people = await startWithPeople(["Ann"]);
  const made = await people.world.call(routes.accounts.createApiToken, {
    body: { name: "Tool", role: "agent" },
  });
  token = made.token;
});
afterAll(() => people.close());

const get = async (path: string) =>
  (await people.world.fetch(path, { as: { token } })).json() as Promise<Record<string, never>>;
const post = (path: string, body: unknown, as: "nobody" | { token: string } = { token }) =>
  people.world.fetch(path, {
    as,
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json" },
  });

test("tools list, read and reply without naming a version, with the same answers", async () => {
  const { id } = await people.of("Ann");
  expect(await get("/api/conversations?limit=5")).toEqual(
    await get("/api/v1/conversations?limit=5"),
  );
  const messages = `/conversations/${id}/messages`;
  expect(await get(`/api${messages}`)).toEqual(await get(`/api/v1${messages}`));

  await people.world.call(routes.conversations.takeOver, {
    as: "owner",
    params: { conversationId: id },
  });
  expect((await post(`/api/conversations/${id}/reply`, { text: "Hi" })).status).toBe(409);
  await people.world.call(routes.conversations.handBack, {
    as: "owner",
    params: { conversationId: id },
  });
  const resolved = { params: { conversationId: id } };
  await people.world.call(routes.conversations.resolve, resolved);
  const replied = await post(`/api/conversations/${id}/reply`, { text: "Hi", key: "tool-0001" });
  expect(replied.status).toBe(200);
  await post(`/api/conversations/${id}/reply`, { text: "Hi", key: "tool-0001" });
  await until(() => people.http.sends.length === 1);
  const { items } = (await get(`/api${messages}`)) as unknown as {
    items: { direction: string; author: { name: string } }[];
  };
  const outgoing = items.filter((it) => it.direction === "outgoing");
  expect(outgoing.map((it) => it.author.name)).toEqual(["Tool"]);
});

test("wrong bodies, strangers and other addresses are refused", async () => {
  const { id } = await people.of("Ann");
  const path = `/api/conversations/${id}/reply`;
  expect((await post(path, {})).status).toBe(400);
  const both = { text: "x", content: { kind: "text", text: "y" } };
  expect((await post(path, both)).status).toBe(400);
  expect((await post(path, { text: "x" }, "nobody")).status).toBe(401);
  expect((await people.world.fetch("/api/labels", { as: { token } })).status).toBe(404);
});

test("the OpenAPI document tells both addresses", async () => {
  const { paths } = (await get("/api/v1/openapi.json")) as unknown as {
    paths: Record<string, Record<string, { servers?: { url: string }[] }>>;
  };
  const { servers } = paths["/conversations/{conversationId}/reply"]?.post ?? {};
  expect(servers?.map((it) => it.url)).toEqual(["/api/v1", "/api"]);
});
