import { permissionsOfBuiltIn, type Role } from "@chatloom/api-schema";
import { NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import type { CallingMember } from "../../http/caller.ts";
import { requestErrors } from "../../http/errors.ts";
import { roleRecords } from "../../records/role-model.ts";
import { findRole, includesAll, permissionsOf } from "../../records/role-permissions.ts";

/** Throws when a member grants or takes away a role that allows what their own does not. */
export async function refuseHigherRole(
  { connection }: Pick<ServerContext, "connection">,
  workspaceId: string,
  own: Pick<CallingMember, "permissions">,
  role: string,
): Promise<void> {
  const allowed = await permissionsOf(connection, workspaceId, role);
  if (!includesAll(own.permissions, allowed)) {
    const beyond = [...allowed].filter((it) => !own.permissions.has(it));
    throw requestErrors.notPermitted(beyond, permissionsOfBuiltIn(role) ? (role as Role) : "admin");
  }
}

/**
 * Gives a role to a member, an invitation or a token. `takeBack` undoes it where somebody deletes the role at the same moment, so that
 * nobody is left with a role that does not exist. Throws `role.not-found`.
 */
export async function giveRole<T>(
  context: Pick<ServerContext, "connection" | "now">,
  workspaceId: string,
  role: string,
  give: () => Promise<T>,
  takeBack: (given: T) => Promise<unknown>,
): Promise<T> {
  if (!(await canBeGiven(context, workspaceId, role))) {
    throw new NotFound("role");
  }
  const given = await give();
  if (!(await canBeGiven(context, workspaceId, role))) {
    await takeBack(given);
    throw new NotFound("role");
  }
  return given;
}

/** Says whether a role exists and nobody deletes it. A deletion that did not end in its time is called off. */
export async function canBeGiven(
  { connection, now }: Pick<ServerContext, "connection" | "now">,
  workspaceId: string,
  role: string,
): Promise<boolean> {
  if (permissionsOfBuiltIn(role)) {
    return true;
  }
  const found = await findRole(connection, workspaceId, role);
  if (found?.closingUntil === undefined) {
    return found !== undefined;
  }
  if (found.closingUntil > now()) {
    return false;
  }
  const { _id, closingUntil } = found;
  const { modified } = await roleRecords(connection)
    .in(workspaceId)
    .updateOne({ _id, closingUntil }, { $unset: { closingUntil: 1 }, $inc: { version: 1 } });
  return modified === 1;
}
