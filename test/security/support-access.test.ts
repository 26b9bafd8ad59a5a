import { io, type Socket } from "socket.io-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { routes, startWorld, type World } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";

const { accounts } = routes;
const hourMs = 3_600_000;
const password = "unrelated words like teapots";
let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

interface Grant {
  readonly role?: "admin" | "editor" | "viewer";
  readonly hours?: number;
}

async function grant({ role = "admin", hours = 2 }: Grant = {}) {
  const email = `support-${Math.random().toString(36).slice(2)}@vendor.test`;
  const { access, link } = await world.call(accounts.grantSupportAccess, {
    body: { email, role, hours },
  });
  return { access, email, token: new URL(link).searchParams.get("token") ?? "" };
}
function send(path: string, cookie = "", method = "GET", body?: unknown): Promise<Response> {
  return fetch(`${world.url}/api/v1${path}`, {
    method,
    headers: { "content-type": "application/json", cookie },
    body: body === undefined ? null : JSON.stringify(body),
  });
}
/** Opens a session of support; returns its cookie and the member's id. */
async function enter(given: Grant = {}) {
  const { email, token } = await grant(given);
  const entered = await send("/invitations/accept", "", "POST", { token, name: "Sam", password });
  const me = (await entered.json()) as { member: { id: string; role: string } };
  const cookie = (entered.headers.getSetCookie()[0] ?? "").split(";")[0] ?? "";
  return { cookie, email, memberId: me.member.id };
}
async function openLive(cookie: string): Promise<Socket> {
  const socket = io(`${world.url}/live`, {
    extraHeaders: { cookie },
    transports: ["websocket"],
    forceNew: true,
    reconnection: false,
  });
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", () => resolve());
    socket.once("connect_error", reject);
  });
  return socket;
}
const listed = async (as: "owner" | "viewer" = "owner") =>
  (await world.call(accounts.listSupportAccess, { as })).items;
async function logged(name: string): Promise<string[]> {
  const { items } = await world.call(routes.audit.listAudit, {
    query: { kind: "support", limit: 100 },
  });
  return items.filter((it) => it.object.name === name).map((it) => `${it.by.kind} ${it.action}`);
}

test("enters by a link that is shown once, and every member sees it", async () => {
  const { email, token } = await grant({ role: "viewer" });
  expect(await listed("viewer")).toMatchObject([
    { email, role: "viewer", state: "invited", grantedBy: "Olivia Owner", yours: false },
  ]);
  const entered = await send("/invitations/accept", "", "POST", { token, name: "Sam", password });
  expect(await entered.json()).toMatchObject({ member: { role: "viewer" } });
  const [access] = await listed("viewer");
  expect(access).toMatchObject({ email, name: "Sam", state: "open", yours: false });
  const again = await send("/invitations/accept", "", "POST", { token, name: "Sam", password });
  expect(again.status).toBe(403);
  await world.call(accounts.endSupportAccess, { params: { accessId: access?.id ?? "" } });
  expect(await listed()).toEqual([]);
});

test("ends by itself: requests at that moment, then sockets and sessions", async () => {
  const { cookie, email, memberId } = await enter({ hours: 1 });
  expect((await send("/secrets", cookie)).status).toBe(200);
  const socket = await openLive(cookie);
  world.advance(hourMs);
  expect((await send("/secrets", cookie)).status).not.toBe(200);
  expect((await send("/members", cookie)).status).not.toBe(200);
  await until(() => !socket.connected, 30_000);
  await until(async () => (await send("/session", cookie)).status === 401, 30_000);
  const { items } = await world.call(accounts.listMembers);
  expect(items.some((it) => it.id === memberId)).toBe(false);
  const back = await send("/session", "", "POST", { email, password });
  expect(((await back.json()) as { code: string }).code).toBe("session.no-workspace");
  await until(async () => (await logged(email)).includes("system support.ended"), 30_000);
  expect((await logged(email)).sort()).toEqual([
    "member support.granted",
    "member support.used",
    "system support.ended",
  ]);
});

test("is ended at once by an owner, also before the link is used", async () => {
  const { cookie, email, memberId } = await enter();
  const socket = await openLive(cookie);
  const params = { accessId: memberId };
  expect((await world.refusal(accounts.endSupportAccess, { as: "admin", params })).status).toBe(
    403,
  );
  await world.call(accounts.endSupportAccess, { params });
  expect((await send("/members", cookie)).status).toBe(401);
  await until(() => !socket.connected, 30_000);
  expect(await logged(email)).toContain("member support.ended");

  const unused = await grant();
  await world.call(accounts.endSupportAccess, { params: { accessId: unused.access.id } });
  const body = { token: unused.token, name: "Sam", password };
  expect((await send("/invitations/accept", "", "POST", body)).status).toBe(403);
  expect((await world.refusal(accounts.endSupportAccess, { params })).status).toBe(404);
});

test("cannot give access to anybody, and keeps its role", async () => {
  const { cookie, memberId } = await enter({ role: "admin" });
  const refused = [
    await send("/invitations", cookie, "POST", { email: "friend@vendor.test", role: "viewer" }),
    await send("/api-tokens", cookie, "POST", { name: "Door", role: "viewer" }),
    await send(`/members/${memberId}`, cookie, "PATCH", { role: "viewer" }),
    await send(`/members/${memberId}`, cookie, "DELETE"),
  ];
  for (const response of refused) {
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ code: "support.not-allowed" });
  }
  expect((await send("/support-access", cookie)).status).toBe(200);
  const promoted = await world.refusal(accounts.updateMember, {
    params: { memberId },
    body: { role: "owner" },
  });
  expect(promoted.code).toBe("member.support");
  await world.call(accounts.endSupportAccess, { params: { accessId: memberId } });
});

test.each([
  [{ role: "owner", hours: 1 }, "/role"],
  [{ role: "agent", hours: 1 }, "/role"],
  [{ role: "viewer", hours: 0 }, "/hours"],
  [{ role: "viewer", hours: 169 }, "/hours"],
  [{ role: "viewer", hours: 1.5 }, "/hours"],
])("is refused with %o", async (wanted, at) => {
  const body = { email: "support@vendor.test", ...wanted };
  const refused = await world.refusal(accounts.grantSupportAccess, { body });
  expect(refused).toMatchObject({ status: 400, errors: [{ at }] });
});

test("is for owners to grant, and not to members", async () => {
  const body = { email: "support@vendor.test", role: "viewer", hours: 1 } as const;
  const refused = await world.refusal(accounts.grantSupportAccess, { as: "admin", body });
  expect(refused.status).toBe(403);
  await world.cookie("agent");
  const member = { ...body, email: "agent@example.test" };
  const known = await world.refusal(accounts.grantSupportAccess, { body: member });
  expect(known.code).toBe("member.exists");
});
