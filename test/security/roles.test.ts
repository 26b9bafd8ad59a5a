import type { Permission } from "@chatloom/api-schema";
import mongoose from "mongoose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { members } from "../../server/src/records/member.ts";
import { roleRecords } from "../../server/src/records/role-model.ts";
import { joinMember, makeRole, openLive } from "../support/join-member.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";

const { accounts, audit, conversations, reports, roles, flows } = routes;
let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const make = (permissions: readonly Permission[]) => makeRole(world, permissions);
const codeOf = async (asking: Promise<{ readonly code: string }>) => (await asking).code;

describe("a role of the workspace", () => {
  test("is made from permissions, or from those of a built-in role", async () => {
    const own = await make(["inbox.answer"]);
    // What a permission needs comes with it.
    expect(own.permissions).toEqual([
      "workspace.read",
      "files.upload",
      "inbox.read",
      "inbox.answer",
      "contacts.read",
    ]);
    const body = { name: "Second owner", base: "owner" };
    const copy = await world.call(roles.createRole, { body });
    expect(copy.permissions).toContain("members.manage");
    expect(copy.permissions).not.toContain("workspace.own");
    const { items } = await world.call(roles.listRoles);
    expect(items.slice(0, 5).map((it) => it.id)).toEqual([
      "owner",
      "admin",
      "editor",
      "agent",
      "viewer",
    ]);
    expect(items.map((it) => it.id)).toContain(own.id);
  });

  test("has a name of its own, and there is a limit", async () => {
    const { name } = await make([]);
    const again = { body: { name: ` ${name.toUpperCase()} ` } };
    expect(await codeOf(world.refusal(roles.createRole, again))).toBe("role.name-taken");
    const builtIn = { body: { name: "Admin" } };
    expect(await codeOf(world.refusal(roles.createRole, builtIn))).toBe("role.name-taken");
    const { connection, now } = world.server.context;
    const full = Array.from({ length: 50 }, (_, index) => ({
      name: `Full ${index}`,
      nameKey: `full ${index}`,
      description: "",
      permissions: [],
      version: 1,
      createdAt: new Date(now()),
    }));
    await roleRecords(connection).in(world.workspaceId).insertMany(full);
    const more = { body: { name: "One more" } };
    expect(await codeOf(world.refusal(roles.createRole, more))).toBe("role.too-many");
    await roleRecords(connection)
      .in(world.workspaceId)
      .deleteMany({ nameKey: /^full / });
  });

  test("allows at once what it is given, and no more what is taken away", async () => {
    const role = await make(["reports.read"]);
    const { cookie } = await joinMember(world, role.id);
    const as = { cookie };
    const { token } = await world.call(accounts.createApiToken, {
      body: { name: "Figures", role: role.id },
    });
    const me = await world.call(accounts.readMe, { as });
    expect(me.member).toMatchObject({ roleName: role.name, permissions: role.permissions });
    await world.call(reports.readReportMail, { as });
    expect(await codeOf(world.refusal(conversations.listConversations, { as }))).toBe(
      "member.role-too-low",
    );
    const params = { roleId: role.id };
    const body = { version: role.version, permissions: ["inbox.read" as const] };
    await world.call(roles.updateRole, { params, body });
    await world.call(conversations.listConversations, { as });
    await world.call(conversations.listConversations, { as: { token } });
    expect(await codeOf(world.refusal(reports.readReportMail, { as }))).toBe("member.role-too-low");
    expect(await codeOf(world.refusal(reports.readReportMail, { as: { token } }))).toBe(
      "member.role-too-low",
    );
  });

  test("is in the audit log, before and after", async () => {
    const role = await make(["reports.read"]);
    const params = { roleId: role.id };
    const body = { version: role.version, name: "Figures only", permissions: [] };
    await world.call(roles.updateRole, { params, body });
    const { memberId } = await joinMember(world, role.id);
    await world.call(roles.deleteRole, { params, query: { moveTo: "viewer" } });
    await world.call(accounts.updateMember, { params: { memberId }, body: { role: "agent" } });
    const { items } = await world.call(audit.listAudit, { query: { kind: "role" } });
    const [deleted, changed, created] = items;
    expect(created).toMatchObject({ action: "role.created", object: { name: role.name } });
    expect(changed).toMatchObject({ action: "role.changed", object: { id: role.id } });
    expect(changed?.changes).toContainEqual({
      field: "name",
      before: role.name,
      after: "Figures only",
    });
    expect(changed?.changes).toContainEqual({ field: "permissions.reports", before: "read" });
    expect(deleted?.changes).toContainEqual({ field: "moveTo", after: "viewer" });
  });
});

test("built-in roles cannot be changed or deleted", async () => {
  const params = { roleId: "agent" };
  const body = { version: 0, name: "Clerk" };
  expect(await codeOf(world.refusal(roles.updateRole, { params, body }))).toBe("role.built-in");
  expect(await codeOf(world.refusal(roles.deleteRole, { params }))).toBe("role.built-in");
});

test("the last owner cannot take a role of the workspace", async () => {
  const role = await make(["reports.read"]);
  const { member } = await world.call(accounts.readMe);
  const params = { memberId: member.id };
  const body = { role: role.id };
  expect(await codeOf(world.refusal(accounts.updateMember, { params, body }))).toBe(
    "member.last-owner",
  );
});

describe("deleting a role", () => {
  test("is refused while it is in use, and tells by whom", async () => {
    const role = await make(["inbox.answer"]);
    const params = { roleId: role.id };
    const { email } = await joinMember(world, role.id);
    const invited = { email: "soon@example.test", role: role.id };
    await world.call(accounts.invite, { body: invited });
    const token = await world.call(accounts.createApiToken, {
      body: { name: "Robot", role: role.id },
    });
    const refused = await world.refusal(roles.deleteRole, { params });
    expect(refused).toMatchObject({
      code: "role.in-use",
      details: { members: 1, invitations: 1, tokens: 1 },
    });
    expect(refused.details?.names).toContain("soon@example.test, Robot");
    // They get another role, and keep working.
    await world.call(roles.deleteRole, { params, query: { moveTo: "viewer" } });
    const { items } = await world.call(accounts.listMembers);
    expect(items.find((it) => it.email === email)?.role).toBe("viewer");
    const { items: open } = await world.call(accounts.listInvitations);
    expect(open.find((it) => it.email === invited.email)?.role).toBe("viewer");
    await world.call(flows.listFlows, { as: { token: token.token } });
    expect(await codeOf(world.refusal(roles.deleteRole, { params }))).toBe("role.not-found");
  });

  test("while others give it leaves nobody with a role that does not exist", async () => {
    const people = await Promise.all([1, 2, 3].map(() => joinMember(world, "viewer")));
    for (let round = 0; round < 2; round += 1) {
      const role = await make(["reports.read"]);
      const params = { roleId: role.id };
      const giving = people.map(({ memberId }) =>
        world.call(accounts.updateMember, { params: { memberId }, body: { role: role.id } }),
      );
      const query = round % 2 === 0 ? {} : { moveTo: "viewer" };
      await Promise.allSettled([...giving, world.call(roles.deleteRole, { params, query })]);
      const known = (await world.call(roles.listRoles)).items.map((it) => it.id);
      const { items } = await world.call(accounts.listMembers);
      expect(items.filter((it) => !known.includes(it.role))).toEqual([]);
      for (const { memberId } of people) {
        const body = { role: "viewer" };
        await world.call(accounts.updateMember, { params: { memberId }, body });
      }
    }
  });

  test("that stopped half-way is called off after a while", async () => {
    const role = await make(["reports.read"]);
    const { connection, now } = world.server.context;
    await roleRecords(connection)
      .in(world.workspaceId)
      .updateOne({ _id: role.id }, { $set: { closingUntil: now() + 30_000 } });
    const body = { role: role.id, name: "Early" };
    expect(await codeOf(world.refusal(accounts.createApiToken, { body }))).toBe("role.not-found");
    world.advance(31_000);
    await world.call(accounts.createApiToken, { body });
  });
});

test("two who change the same role at once collide", async () => {
  const role = await make(["reports.read"]);
  const params = { roleId: role.id };
  const body = { version: role.version, description: "Changed" };
  const outcomes = await Promise.all(
    (["owner", "admin"] as const).map(async (as) => {
      const response = await world.fetch(`/api/v1/roles/${params.roleId}`, {
        as,
        method: "PATCH",
        body: JSON.stringify(body),
        headers: { "content-type": "application/json" },
      });
      const answer = (await response.json()) as { code?: string };
      return answer.code ?? "done";
    }),
  );
  expect(outcomes.sort()).toEqual(["done", "role.changed"]);
});

test("workspaces know nothing of each other's roles", async () => {
  const role = await make(["reports.read"]);
  const { memberId } = await joinMember(world, "viewer");
  await world.call(accounts.createWorkspace, { body: { name: "Second" } });
  const { items } = await world.call(roles.listRoles);
  expect(items.every((it) => it.builtIn)).toBe(true);
  const params = { roleId: role.id };
  const body = { version: role.version, name: "Stolen" };
  expect(await codeOf(world.refusal(roles.updateRole, { params, body }))).toBe("role.not-found");
  expect(await codeOf(world.refusal(roles.readRoleUse, { params }))).toBe("role.not-found");
  expect(await codeOf(world.refusal(roles.deleteRole, { params }))).toBe("role.not-found");
  const invited = { email: "elsewhere@example.test", role: role.id };
  expect(await codeOf(world.refusal(accounts.invite, { body: invited }))).toBe("role.not-found");
  const copied = { name: "Copy", base: role.id };
  expect(await codeOf(world.refusal(roles.createRole, { body: copied }))).toBe("role.not-found");
  await world.call(accounts.switchWorkspace, { body: { workspaceId: world.workspaceId } });
  await world.call(accounts.updateMember, { params: { memberId }, body: { role: role.id } });
});

test("a member whose role exists no more may do nothing, and is told so", async () => {
  const { cookie, memberId } = await joinMember(world, "admin");
  const { connection } = world.server.context;
  await members(connection)
    .in(world.workspaceId)
    .updateOne({ _id: memberId }, { $set: { role: String(new mongoose.Types.ObjectId()) } });
  const as = { cookie };
  const { member } = await world.call(accounts.readMe, { as });
  expect(member.permissions).toEqual([]);
  expect(await codeOf(world.refusal(accounts.listMembers, { as }))).toBe("member.role-too-low");
  const socket = await openLive(world, cookie);
  socket.close();
  await world.call(accounts.updateMember, { params: { memberId }, body: { role: "viewer" } });
  await world.call(accounts.listMembers, { as });
});

test("a live connection hears only what its role allows, and ends when the role changes", async () => {
  const role = await make(["inbox.read", "reports.read"]);
  const { cookie } = await joinMember(world, role.id);
  const heard: string[] = [];
  const socket = await openLive(world, cookie);
  socket.onAny((event) => heard.push(event));
  const conversation = { conversationId: "0123456789abcdef01234567", messageId: "1" };
  const { announce } = world.server.context;
  const say = () => {
    announce(world.workspaceId, "message.updated", conversation as never);
    announce(world.workspaceId, "flow.commentsChanged", { flowId: "f" });
    announce(world.workspaceId, "support.changed");
  };
  say();
  await until(() => heard.includes("support.changed"));
  expect(heard).toContain("message.updated");
  expect(heard).not.toContain("flow.commentsChanged");

  await world.call(roles.updateRole, {
    params: { roleId: role.id },
    body: { version: role.version, permissions: ["reports.read"] },
  });
  await until(() => !socket.connected);
  const later: string[] = [];
  const again = await openLive(world, cookie);
  again.onAny((event) => later.push(event));
  say();
  await until(() => later.includes("support.changed"));
  expect(later).not.toContain("message.updated");
  again.close();
});
