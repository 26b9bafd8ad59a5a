import type { RoleUse } from "@chatloom/api-schema";
import type { ServerContext } from "../../context/server-context.ts";
import { members } from "../../records/member.ts";
import type { RoleRecord } from "../../records/role-model.ts";
import { apiTokens } from "../accounts/api-token.ts";
import { invitations } from "../accounts/invitation.ts";
import { namesOf } from "../accounts/names-of.ts";
import { groupsWithRole } from "../sso/mapped-role.ts";

/** Lists who and what has a role. */
export async function readUse(context: ServerContext, role: RoleRecord): Promise<RoleUse> {
  const { connection, config } = context;
  const { workspaceId } = role;
  const filter = { role: String(role._id) };
  const [people, invited, tokens, groups] = await Promise.all([
    members(connection)
      .in(workspaceId)
      .find(filter, { sort: { joinedAt: 1 } }),
    invitations(connection)
      .in(workspaceId)
      .find({ ...filter, expiresAt: { $gt: new Date(context.now()) } }, { sort: { _id: 1 } }),
    apiTokens(connection)
      .in(workspaceId)
      .find(filter, { sort: { createdAt: 1 } }),
    groupsWithRole(connection, config.oidc, role),
  ]);
  const names = await namesOf(
    context,
    people.map((it) => String(it.accountId)),
  );
  return {
    members: people.map((it) => ({
      id: String(it._id),
      name: names.get(String(it.accountId)) ?? "",
    })),
    invitations: invited.map((it) => ({ id: String(it._id), email: it.email })),
    tokens: tokens.map((it) => ({ id: String(it._id), name: it.name })),
    groups,
  };
}
