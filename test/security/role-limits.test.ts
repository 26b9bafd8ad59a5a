import type { Permission } from "@chatloom/api-schema";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { joinMember, makeRole } from "../support/join-member.ts";
import { routes, startWorld, type World } from "../support/world.ts";

const { accounts, reports, roles } = routes;
let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const make = (permissions: readonly Permission[]) => makeRole(world, permissions);
const codeOf = async (asking: Promise<{ readonly code: string }>) => (await asking).code;

describe("nobody gives what they do not have", () => {
  test.each([["owner"], ["admin"]] as const)("not the %s", async (as) => {
    const body = { name: "Boss", permissions: ["workspace.own" as const] };
    expect(await codeOf(world.refusal(roles.createRole, { as, body }))).toBe("role.beyond-own");
  });

  test("nor a member whose role may manage roles, members and tokens", async () => {
    const lesser = await make(["inbox.answer"]);
    const beyond = await make(["secrets.manage"]);
    const role = await make(["roles.manage", "members.manage", "tokens.manage", "inbox.answer"]);
    const clerk = await joinMember(world, role.id);
    const other = await joinMember(world, "viewer");
    const chief = await joinMember(world, "admin");
    const as = { cookie: clerk.cookie };
    const refused = async (asking: Promise<{ code: string }>) =>
      expect(["role.beyond-own", "member.role-too-low"]).toContain(await codeOf(asking));
    const more = { version: role.version, permissions: ["audit.read" as const] };
    const params = (roleId: string) => ({ params: { roleId } });
    const member = (memberId: string) => ({ params: { memberId } });
    // By a role: a new one, one's own, another that allows more.
    await refused(
      world.refusal(roles.createRole, { as, body: { name: "X", permissions: ["audit.read"] } }),
    );
    await refused(world.refusal(roles.createRole, { as, body: { name: "X", base: "admin" } }));
    await refused(world.refusal(roles.updateRole, { as, ...params(role.id), body: more }));
    await refused(
      world.refusal(roles.updateRole, {
        as,
        ...params(beyond.id),
        body: { version: 1, name: "Y" },
      }),
    );
    await refused(world.refusal(roles.deleteRole, { as, ...params(beyond.id) }));
    await refused(
      world.refusal(roles.deleteRole, { as, ...params(lesser.id), query: { moveTo: "admin" } }),
    );
    // By giving one, or taking one away.
    for (const given of ["owner", "editor", beyond.id]) {
      const body = { role: given };
      await refused(world.refusal(accounts.updateMember, { as, ...member(clerk.memberId), body }));
      await refused(world.refusal(accounts.updateMember, { as, ...member(other.memberId), body }));
      await refused(
        world.refusal(accounts.invite, { as, body: { email: "x@example.test", ...body } }),
      );
      await refused(world.refusal(accounts.createApiToken, { as, body: { name: "X", ...body } }));
    }
    await refused(world.refusal(accounts.removeMember, { as, ...member(chief.memberId) }));
    // What is within their own role they may do.
    await world.call(accounts.createApiToken, { as, body: { name: "Fine", role: lesser.id } });
  });

  test("nor with a token made before the role of its maker shrank", async () => {
    const role = await make(["tokens.manage", "reports.read"]);
    const { cookie } = await joinMember(world, role.id);
    const body = { name: "Old", role: role.id };
    const { token } = await world.call(accounts.createApiToken, { as: { cookie }, body });
    await world.call(roles.updateRole, {
      params: { roleId: role.id },
      body: { version: role.version, permissions: ["tokens.manage"] },
    });
    expect(await codeOf(world.refusal(reports.readReportMail, { as: { token } }))).toBe(
      "member.role-too-low",
    );
  });
});
