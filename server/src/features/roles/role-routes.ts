import {
  type BodyOf,
  ownerPermission,
  type Permission,
  permissionsOfBuiltIn,
  roleLimits,
  roles,
  routes,
  type WorkspaceRole,
  withNeeded,
} from "@chatloom/api-schema";
import type { Router } from "express";
import { NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { answer } from "../../http/answer.ts";
import { addAuditDetail } from "../../http/auditor.ts";
import type { CallingMember } from "../../http/caller.ts";
import { requestErrors } from "../../http/errors.ts";
import { members } from "../../records/member.ts";
import {
  type RoleFields,
  type RoleRecord,
  roleNameKey,
  roleRecords,
} from "../../records/role-model.ts";
import { allowedBy, findRole, permissionsOf, roleLabel } from "../../records/role-permissions.ts";
import { isDuplicateKey } from "../../store/duplicate-key.ts";
import { canBeGiven, refuseHigherRole } from "../accounts/grant-role.ts";
import { groupsWithRole } from "../sso/mapped-role.ts";
import { deleteRole } from "./delete-role.ts";
import { roleErrors } from "./errors.ts";
import { readUse } from "./role-use.ts";

const chapter = routes.roles;

/** Routes for the roles that a workspace makes from permissions. Nobody gives more than they have themselves. */
export function roleRoutes(api: Router, context: ServerContext): void {
  const { connection } = context;

  answer(api, chapter.listRoles, async ({ workspaceId }) => {
    const made = await roleRecords(connection)
      .in(workspaceId)
      .find({}, { sort: { nameKey: 1 } });
    const counts = await countMembers(workspaceId);
    const builtIn = roles.map((id) => ({
      id,
      name: "",
      description: "",
      builtIn: true,
      permissions: [...(permissionsOfBuiltIn(id) ?? [])],
      version: 0,
      members: counts.get(id) ?? 0,
    }));
    return { items: [...builtIn, ...made.map((it) => present(it, counts))] };
  });

  answer(api, chapter.createRole, async ({ workspaceId, member, body }) => {
    const { name, description = "", base } = body;
    const all = roleRecords(connection).in(workspaceId);
    refuseNameOfBuiltIn(name);
    if ((await all.count({})) >= roleLimits.most) {
      throw roleErrors.tooMany();
    }
    const permissions = grantable(member, body.permissions ?? (await copied(workspaceId, base)));
    const made = await keepingNames(() =>
      all.insert({
        ...named(name),
        description: description.trim(),
        permissions,
        version: 1,
        createdAt: new Date(context.now()),
      }),
    );
    // Two may be made at the same time.
    if ((await all.count({})) > roleLimits.most) {
      await all.deleteOne({ _id: made._id });
      throw roleErrors.tooMany();
    }
    return present(made);
  });

  answer(api, chapter.updateRole, async ({ workspaceId, member, params, body }) => {
    const role = await find(workspaceId, params.roleId);
    await refuseHigherRole(context, workspaceId, member, params.roleId);
    await refuseRenamingMapped(role, body.name);
    if (!(await canBeGiven(context, workspaceId, params.roleId))) {
      throw roleErrors.changed();
    }
    const changed = await keepingNames(() =>
      roleRecords(connection)
        .in(workspaceId)
        .findOneAndUpdate(
          { _id: role._id, version: body.version, closingUntil: { $exists: false } },
          { $set: changesOf(member, body), $inc: { version: 1 } },
        ),
    );
    if (!changed) {
      throw roleErrors.changed();
    }
    context.closeSockets({ role: params.roleId, workspaceId });
    return present(changed, await countMembers(workspaceId));
  });

  answer(api, chapter.readRoleUse, async ({ workspaceId, params }) =>
    readUse(context, await find(workspaceId, params.roleId)),
  );

  answer(api, chapter.deleteRole, async ({ workspaceId, member, params, query, request }) => {
    const role = await find(workspaceId, params.roleId);
    const { moveTo } = query;
    await refuseHigherRole(context, workspaceId, member, params.roleId);
    if (moveTo !== undefined) {
      if (moveTo === params.roleId) {
        throw new NotFound("role");
      }
      await refuseHigherRole(context, workspaceId, member, moveTo);
    }
    const use = await readUse(context, role);
    await deleteRole(context, role, moveTo);
    addAuditDetail(request, {
      object: { id: params.roleId, name: role.name },
      changes: [
        { field: "name", before: role.name },
        { field: "permissions", before: String(role.permissions.length) },
        ...(moveTo === undefined ? [] : [await moved(workspaceId, moveTo)]),
        { field: "members", before: use.members.map((it) => it.name).join(", ") },
      ],
    });
    return {};
  });

  async function moved(workspaceId: string, role: string) {
    return { field: "moveTo", after: await roleLabel(connection, workspaceId, role) };
  }

  async function find(workspaceId: string, id: string): Promise<RoleRecord> {
    if (permissionsOfBuiltIn(id)) {
      throw roleErrors.builtIn();
    }
    const found = await findRole(connection, workspaceId, id);
    if (!found) {
      throw new NotFound("role");
    }
    return found;
  }

  async function copied(workspaceId: string, base: string | undefined): Promise<Permission[]> {
    if (base === undefined) {
      return [];
    }
    if (!permissionsOfBuiltIn(base) && !(await findRole(connection, workspaceId, base))) {
      throw new NotFound("role");
    }
    const allowed = await permissionsOf(connection, workspaceId, base);
    return [...allowed].filter((it) => it !== ownerPermission);
  }

  /** The settings of single sign-on would no longer find it. */
  async function refuseRenamingMapped(role: RoleRecord, name: string | undefined): Promise<void> {
    if (name === undefined || roleNameKey(name) === role.nameKey) {
      return;
    }
    const groups = await groupsWithRole(connection, context.config.oidc, role, true);
    if (groups.length > 0) {
      throw roleErrors.inConfiguration(groups);
    }
  }

  async function countMembers(workspaceId: string): Promise<ReadonlyMap<string, number>> {
    const counted = await members(connection)
      .in(workspaceId)
      .aggregate<{ _id: string; count: number }>([
        { $group: { _id: "$role", count: { $sum: 1 } } },
      ]);
    return new Map(counted.map((it) => [it._id, it.count]));
  }
}

/** Returns the permissions with those that they need. Throws where the caller lacks one, or where one is the owner's only. */
function grantable(member: CallingMember, chosen: readonly Permission[]): Permission[] {
  const all = withNeeded(chosen);
  const beyond = all.filter((it) => it === ownerPermission || !member.permissions.has(it));
  if (beyond.length > 0) {
    throw requestErrors.roleBeyondOwn(beyond);
  }
  return all;
}

function changesOf(
  member: CallingMember,
  { name, description, permissions }: BodyOf<typeof chapter.updateRole>,
): Partial<RoleFields> {
  const changes: Partial<RoleFields> = {};
  if (name !== undefined) {
    refuseNameOfBuiltIn(name);
    Object.assign(changes, named(name));
  }
  if (description !== undefined) {
    changes.description = description.trim();
  }
  if (permissions !== undefined) {
    changes.permissions = grantable(member, permissions);
  }
  return changes;
}

function named(name: string): Pick<RoleFields, "name" | "nameKey"> {
  return { name: name.trim(), nameKey: roleNameKey(name) };
}

function refuseNameOfBuiltIn(name: string): void {
  if (permissionsOfBuiltIn(roleNameKey(name))) {
    throw roleErrors.nameTaken();
  }
}

async function keepingNames<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    throw isDuplicateKey(error) ? roleErrors.nameTaken() : error;
  }
}

function present(role: RoleRecord, counts?: ReadonlyMap<string, number>): WorkspaceRole {
  const id = String(role._id);
  const { name, description, version } = role;
  return {
    id,
    name,
    description,
    builtIn: false,
    permissions: [...allowedBy(role)],
    version,
    members: counts?.get(id) ?? 0,
  };
}
