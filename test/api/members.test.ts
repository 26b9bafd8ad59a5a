import { afterAll, beforeAll, expect, test } from "vitest";
import { routes, startWorld, type World } from "../support/world.ts";

const { accounts } = routes;
let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

async function memberId(email: string): Promise<string> {
  const { items } = await world.call(accounts.listMembers);
  return items.find((it) => it.email === email)?.id ?? "";
}

test("keeps at least one owner", async () => {
  const params = { memberId: await memberId("owner@example.test") };
  const demoted = await world.refusal(accounts.updateMember, { params, body: { role: "admin" } });
  expect(demoted).toMatchObject({ status: 409, code: "member.last-owner" });
  expect((await world.refusal(accounts.removeMember, { params })).code).toBe("member.last-owner");
});

test("lets nobody touch or give away a role above their own", async () => {
  const owner = { memberId: await memberId("owner@example.test") };
  const as = "admin";
  const refused = await world.refusal(accounts.updateMember, {
    as,
    params: owner,
    body: { role: "viewer" },
  });
  expect(refused.code).toBe("member.role-too-low");
  const body = { email: "boss@example.test", role: "owner" as const };
  expect((await world.refusal(accounts.invite, { as, body })).code).toBe("member.role-too-low");
});

test("a removed member's session is of no use any more", async () => {
  await world.call(accounts.readMe, { as: "viewer" });
  const params = { memberId: await memberId("viewer@example.test") };
  await world.call(accounts.removeMember, { params });
  expect((await world.refusal(accounts.readMe, { as: "viewer" })).status).toBe(401);
});

test("an invitation can be used once", async () => {
  const body = { email: "new@example.test", role: "agent" as const };
  const { link } = await world.call(accounts.invite, { body });
  const token = new URL(link).searchParams.get("token") ?? "";
  const joining = { token, name: "New", password: "a long password" };
  const me = await world.call(accounts.acceptInvitation, { as: "nobody", body: joining });
  expect(me.member.role).toBe("agent");
  const again = await world.refusal(accounts.acceptInvitation, { as: "nobody", body: joining });
  expect(again.code).toBe("invitation.invalid");
});

test("an API token acts with its role until it is withdrawn", async () => {
  const body = { name: "CRM", role: "viewer" as const };
  const { token, apiToken } = await world.call(accounts.createApiToken, { body });
  expect(token).toMatch(/^clm_/);
  const as = { token };
  expect((await world.call(accounts.listMembers, { as })).items.length).toBeGreaterThan(0);
  expect((await world.refusal(accounts.listApiTokens, { as })).code).toBe("member.role-too-low");
  expect((await world.refusal(accounts.readMe, { as })).code).toBe("session.needed");
  await world.call(accounts.deleteApiToken, { params: { tokenId: apiToken.id } });
  expect((await world.refusal(accounts.listMembers, { as })).code).toBe("session.missing");
});

test("workspaces know nothing of one another", async () => {
  const mine = await memberId("owner@example.test");
  const { workspace } = await world.call(accounts.createWorkspace, { body: { name: "Second" } });
  expect((await world.call(accounts.listMembers)).items).toHaveLength(1);
  const params = { memberId: mine };
  expect((await world.refusal(accounts.removeMember, { params })).code).toBe("member.not-found");
  const back = { workspaceId: world.workspaceId };
  const me = await world.call(accounts.switchWorkspace, { body: back });
  expect(me.workspace.id).not.toBe(workspace.id);
  expect(me.workspaces).toHaveLength(2);
});

test("refuses a time zone that does not exist", async () => {
  const refused = await world.refusal(accounts.updateWorkspace, {
    body: { timeZone: "Mars/Base" },
  });
  expect(refused).toMatchObject({ status: 400, errors: [{ at: "/timeZone" }] });
});

test("two owners who demote each other at once do not leave the workspace without one", async () => {
  const one = { params: { memberId: await memberId("owner@example.test") } };
  const other = { params: { memberId: await memberId("admin@example.test") } };
  await world.call(accounts.updateMember, { ...other, body: { role: "owner" } });
  const body = { role: "admin" as const };
  await Promise.allSettled([
    world.call(accounts.updateMember, { ...one, body, as: "admin" }),
    world.call(accounts.updateMember, { ...other, body, as: "owner" }),
  ]);
  const asked = await Promise.all(
    (["owner", "admin"] as const).map((as) => world.call(accounts.readMe, { as })),
  );
  expect(asked.map((it) => it.member.role)).toContain("owner");
});
