import { permissionsOfBuiltIn, roles } from "@chatloom/api-schema";
import type { Connection } from "mongoose";
import type { OidcSettings } from "../../context/read-oidc.ts";
import { type RoleRecord, roleNameKey, roleRecords } from "../../records/role-model.ts";
import { allowedBy } from "../../records/role-permissions.ts";
import { workspaces } from "../../records/workspace.ts";
import type { ObjectId } from "../../store/scoped-model.ts";

const custom = "custom:";

/** Returns the workspace that people of the identity provider join; undefined where it does not exist. */
export async function ssoWorkspace(
  connection: Connection,
  { workspaceId }: Pick<OidcSettings, "workspaceId">,
): Promise<ObjectId | undefined> {
  const [found] = await workspaces(connection)
    .find(workspaceId === undefined ? {} : { _id: workspaceId })
    .sort({ _id: 1 })
    .limit(1)
    .lean();
  return found?._id;
}

/** Returns the role that allows most among those of a person's groups; undefined where no group has a role that exists. */
export async function roleOfGroups(
  connection: Connection,
  workspaceId: ObjectId,
  groups: readonly string[],
  { roles: mapping }: Pick<OidcSettings, "roles">,
): Promise<string | undefined> {
  const given = new Set(groups.flatMap((it) => mapping.get(it) ?? []));
  const builtIn = roles.find((it) => given.has(it));
  if (![...given].some((it) => it.startsWith(custom))) {
    return builtIn;
  }
  const made = (await roleRecords(connection).in(workspaceId).find({})).filter((role) =>
    [...given].some((it) => means(it, role)),
  );
  const [most] = made.sort((a, b) => allowedBy(b).size - allowedBy(a).size);
  if (!most || !builtIn) {
    return most ? String(most._id) : builtIn;
  }
  return allowedBy(most).size > (permissionsOfBuiltIn(builtIn)?.size ?? 0)
    ? String(most._id)
    : builtIn;
}

/** Lists the groups that `OIDC_ROLES` gives a role to; `byName`: only those that name it by its name. */
export async function groupsWithRole(
  connection: Connection,
  settings: OidcSettings | undefined,
  role: RoleRecord,
  byName = false,
): Promise<string[]> {
  if (!settings) {
    return [];
  }
  const place = await ssoWorkspace(connection, settings);
  if (String(place) !== String(role.workspaceId)) {
    return [];
  }
  return [...settings.roles].flatMap(([group, it]) =>
    means(it, role) && !(byName && it === custom + String(role._id)) ? [group] : [],
  );
}

function means(mapped: string, { _id, nameKey }: RoleRecord): boolean {
  if (!mapped.startsWith(custom)) {
    return false;
  }
  const wanted = mapped.slice(custom.length);
  return wanted === String(_id) || roleNameKey(wanted) === nameKey;
}
