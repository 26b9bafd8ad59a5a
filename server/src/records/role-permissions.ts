import {
  isPermission,
  ownerPermission,
  type Permission,
  permissionsOfBuiltIn,
  roles,
} from "@chatloom/api-schema";
import type { Connection } from "mongoose";
import type { ObjectId } from "../store/scoped-model.ts";
import { type RoleRecord, roleRecords } from "./role-model.ts";

/** The permissions of a role; none if the role does not exist. */
export type Allowed = ReadonlySet<Permission>;

const nothing: Allowed = new Set();

/** Returns what a stored role allows. */
export function allowedBy({ permissions }: Pick<RoleRecord, "permissions">): Allowed {
  // A later version may have known more permissions, and none makes an owner.
  return new Set(permissions.filter((it) => isPermission(it) && it !== ownerPermission));
}

/** Finds a role that the workspace made; undefined for built-in ones and for ids of nothing. */
export async function findRole(
  connection: Connection,
  workspaceId: string | ObjectId,
  role: string,
): Promise<RoleRecord | undefined> {
  return /^[0-9a-f]{24}$/.test(role)
    ? roleRecords(connection).in(workspaceId).findById(role)
    : undefined;
}

/** Returns what a role allows now. */
export async function permissionsOf(
  connection: Connection,
  workspaceId: string | ObjectId,
  role: string,
): Promise<Allowed> {
  const builtIn = permissionsOfBuiltIn(role);
  if (builtIn) {
    return builtIn;
  }
  const found = await findRole(connection, workspaceId, role);
  return found ? allowedBy(found) : nothing;
}

/** Returns the name under which a role is logged: that of a role that the workspace made, else what is stored. */
export async function roleLabel(
  connection: Connection,
  workspaceId: string | ObjectId,
  role: string,
): Promise<string> {
  return (await findRole(connection, workspaceId, role))?.name ?? role;
}

/** Returns what each role of a workspace allows, by the role's name or id. */
export async function allRoles(
  connection: Connection,
  workspaceId: string | ObjectId,
): Promise<ReadonlyMap<string, Allowed>> {
  const made = await roleRecords(connection).in(workspaceId).find({});
  return new Map([
    ...roles.map((it) => [it, permissionsOfBuiltIn(it) ?? nothing] as const),
    ...made.map((it) => [String(it._id), allowedBy(it)] as const),
  ]);
}

/** Lists the roles of a workspace that have a permission. */
export async function rolesWith(
  connection: Connection,
  workspaceId: string | ObjectId,
  permission: Permission,
): Promise<string[]> {
  const all = await allRoles(connection, workspaceId);
  return [...all].flatMap(([role, allowed]) => (allowed.has(permission) ? [role] : []));
}

/** Says whether two sets hold the same permissions. */
export function allowSame(one: Allowed, other: Allowed): boolean {
  return one.size === other.size && includesAll(one, other);
}

/** Says whether one set has all that is in another. */
export function includesAll(own: Allowed, other: Iterable<Permission>): boolean {
  return [...other].every((it) => own.has(it));
}
