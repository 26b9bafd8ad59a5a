import type { Role } from "@chatloom/api-schema";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { joinedPassword, joinMember, openLive, sendAs } from "../support/join-member.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";

const { accounts } = routes;
const password = joinedPassword;
let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const join = (role: Role) => joinMember(world, role);

function post(path: string, body: unknown, cookie = "", method = "POST"): Promise<Response> {
  return sendAs(world, cookie, method, path, body);
}

async function tokenOf(cookie: string, role: Role, more: object = {}) {
  const response = await post("/api-tokens", { name: "Program", role, ...more }, cookie);
  expect(response.status).toBe(200);
  return (await response.json()) as { token: string; apiToken: { id: string } };
}

describe("what a member gave to others", () => {
  test("shows who gave it, and until when it holds", async () => {
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const body = { name: "Report", role: "viewer" as const, expiresAt };
    const { token, apiToken } = await world.call(accounts.createApiToken, { body });
    expect(apiToken).toMatchObject({ madeBy: { name: "Olivia Owner" }, role: "viewer", expiresAt });
    await world.call(accounts.listMembers, { as: { token } });
    world.advance(3_700_000);
    const refused = await world.refusal(accounts.listMembers, { as: { token } });
    expect(refused.status).toBe(401);
    const past = { ...body, expiresAt: "2020-01-01T00:00:00.000Z" };
    expect((await world.refusal(accounts.createApiToken, { body: past })).status).toBe(400);
  });

  test("shrinks when they are demoted and ends when they are removed", async () => {
    const admin = await join("admin");
    const { token } = await tokenOf(admin.cookie, "admin");
    const invited = await post(
      "/invitations",
      { email: "second-admin@example.test", role: "admin" },
      admin.cookie,
    );
    const { link } = (await invited.json()) as { link: string };
    const params = { memberId: admin.memberId };
    await world.call(accounts.updateMember, { params, body: { role: "agent" } });
    expect((await world.refusal(accounts.listApiTokens, { as: { token } })).status).toBe(403);
    await world.call(accounts.listMembers, { as: { token } });
    // Back to admin: the token keeps its reduced role.
    await world.call(accounts.updateMember, { params, body: { role: "admin" } });
    expect((await world.refusal(accounts.listApiTokens, { as: { token } })).status).toBe(403);
    const back = { token: new URL(link).searchParams.get("token"), name: "Back", password };
    expect((await post("/invitations/accept", back)).status).toBe(403);
    await world.call(accounts.removeMember, { params });
    expect((await world.refusal(accounts.listMembers, { as: { token } })).status).toBe(401);
  });

  test("made by a token of theirs ends with them, too", async () => {
    const admin = await join("admin");
    const { token } = await tokenOf(admin.cookie, "admin");
    const body = { name: "Grandchild", role: "admin" as const };
    const second = await world.call(accounts.createApiToken, { as: { token }, body });
    const open = { email: "later@example.test", role: "admin" as const };
    const { link } = await world.call(accounts.invite, { as: { token }, body: open });
    await world.call(accounts.removeMember, { params: { memberId: admin.memberId } });
    const as = { token: second.token };
    expect((await world.refusal(accounts.listMembers, { as })).status).toBe(401);
    const joining = { token: new URL(link).searchParams.get("token"), name: "Later", password };
    expect((await post("/invitations/accept", joining)).status).toBe(403);
  });
});

test("an admin may not withdraw or replace what stands above them", async () => {
  const admin = await join("admin");
  const made = await world.call(accounts.createApiToken, {
    body: { name: "Owner's", role: "owner" },
  });
  const email = "next-owner@example.test";
  const { invitation } = await world.call(accounts.invite, { body: { email, role: "owner" } });
  const statuses = [
    await post(`/api-tokens/${made.apiToken.id}`, {}, admin.cookie, "DELETE"),
    await post(`/invitations/${invitation.id}`, {}, admin.cookie, "DELETE"),
    await post("/invitations", { email, role: "viewer" }, admin.cookie),
  ].map((it) => it.status);
  expect(statuses).toEqual([403, 403, 403]);
});

test("only owners make workspaces, unless a setting says otherwise", async () => {
  const viewer = await join("viewer");
  const refused = await post("/workspaces", { name: "Mine" }, viewer.cookie);
  expect(refused.status).toBe(403);
  expect(await refused.json()).toMatchObject({ code: "workspace.not-allowed" });
  const { mayMakeWorkspaces } = await world.call(accounts.readMe);
  expect(mayMakeWorkspaces).toBe(true);
});

describe("live connections", () => {
  test.each([
    ["signing out", (cookie: string) => post("/session", {}, cookie, "DELETE")],
    [
      "a new password in another session",
      async (_cookie: string, email: string) => {
        const other = await post("/session", { email, password });
        const cookie = (other.headers.getSetCookie()[0] ?? "").split(";")[0] ?? "";
        const next = "a wholly different sentence";
        const body = { password: { current: password, next } };
        return post("/session/account", body, cookie, "PATCH");
      },
    ],
    [
      "being removed",
      async (_cookie: string, _email: string, memberId: string) => {
        await world.call(accounts.removeMember, { params: { memberId } });
      },
    ],
    [
      "being demoted",
      async (_cookie: string, _email: string, memberId: string) => {
        await world.call(accounts.updateMember, { params: { memberId }, body: { role: "viewer" } });
      },
    ],
  ])("close at once on %s", async (_what, act) => {
    const agent = await join("agent");
    const socket = await openLive(world, agent.cookie);
    const started = Date.now();
    await act(agent.cookie, agent.email, agent.memberId);
    await until(() => !socket.connected);
    expect(Date.now() - started).toBeLessThan(8_000);
    socket.close();
  });
});
