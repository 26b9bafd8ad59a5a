import { afterAll, beforeAll, expect, test } from "vitest";
import { routes, startWorld, type World } from "../support/world.ts";

const { accounts } = routes;
let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

test("tells who is signed in, in which workspace and with which role", async () => {
  const me = await world.call(accounts.readMe, { as: "editor" });
  expect(me).toMatchObject({
    account: { email: "editor@example.test" },
    member: { role: "editor" },
    workspace: { name: "Test shop" },
  });
});

test("refuses strangers with a problem document", async () => {
  const response = await world.fetch("/api/v1/session", { as: "nobody" });
  expect(response.status).toBe(401);
  expect(response.headers.get("content-type")).toContain("application/problem+json");
  expect(await response.json()).toMatchObject({ code: "session.missing", status: 401 });
});

test("can be set up only once", async () => {
  expect(await world.call(accounts.readSetup, { as: "nobody" })).toEqual({ needed: false });
  const body = {
    token: "a-token-that-is-long-enough",
    name: "Eve",
    email: "eve@example.test",
    password: "long enough password",
    workspace: "Mine",
  };
  const refused = await world.refusal(accounts.setUp, { as: "nobody", body });
  expect(refused.code).toBe("setup.token-wrong");
});

test("refuses a wrong password, and after many attempts the right one too, for a while", async () => {
  const body = { email: "viewer@example.test", password: "wrong password" };
  await world.cookie("viewer");
  for (let attempt = 0; attempt < 10; attempt++) {
    const refused = await world.refusal(accounts.signIn, { as: "nobody", body });
    expect(refused.code).toBe("session.wrong-credentials");
  }
  const right = { ...body, password: "correct horse battery" };
  const refused = await world.refusal(accounts.signIn, { as: "nobody", body: right });
  expect(refused).toMatchObject({ status: 429, code: "session.too-many-attempts" });
});

test("signs in whatever the case of the e-mail address", async () => {
  await world.cookie("agent");
  const body = { email: "Agent@Example.test", password: "correct horse battery" };
  const me = await world.call(accounts.signIn, { as: "nobody", body });
  expect(me.account.email).toBe("agent@example.test");
});

test("gives the session as a cookie that scripts cannot read", async () => {
  const response = await world.fetch("/api/v1/session", {
    as: "nobody",
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: "owner@example.test", password: "correct horse battery" }),
  });
  const cookie = response.headers.getSetCookie()[0];
  expect(cookie).toMatch(/HttpOnly/);
  expect(cookie).toMatch(/SameSite=Lax/);
});

test("refuses to act by cookie for a page of another origin", async () => {
  const act = (headers: Record<string, string>) =>
    world.fetch("/api/v1/workspaces", {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify({ name: "" }),
    });
  expect((await act({ "sec-fetch-site": "cross-site" })).status).toBe(403);
  expect((await act({ origin: "https://evil.example" })).status).toBe(403);
  expect((await act({ origin: world.url })).status).toBe(400);
});

test("lists sessions and ends one", async () => {
  const body = { email: "owner@example.test", password: "correct horse battery" };
  await world.call(accounts.signIn, { as: "nobody", body });
  const { items } = await world.call(accounts.listSessions);
  const other = items.find((it) => !it.current);
  expect(items.filter((it) => it.current)).toHaveLength(1);
  await world.call(accounts.endSession, { params: { sessionId: other?.id ?? "" } });
  const after = await world.call(accounts.listSessions);
  expect(after.items).toHaveLength(items.length - 1);
});

test("forgets sessions that nobody used for a month", async () => {
  await world.call(accounts.readMe);
  world.advance(31 * 86_400_000);
  expect((await world.refusal(accounts.readMe)).code).toBe("session.missing");
  world.advance(-31 * 86_400_000);
});

test("keeps sessions over a restart", async () => {
  await world.restart();
  expect((await world.call(accounts.readMe)).account.name).toBe("Olivia Owner");
});
