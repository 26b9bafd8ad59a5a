import type { ServerContext } from "../../context/server-context.ts";
import { allRoles, includesAll } from "../../records/role-permissions.ts";
import { apiTokens } from "./api-token.ts";
import { invitations } from "./invitation.ts";

/** Deletes the API tokens and open invitations of a removed member. */
export async function endGrants(
  { connection }: ServerContext,
  workspaceId: string,
  accountId: string,
): Promise<void> {
  await Promise.all([
    apiTokens(connection).in(workspaceId).deleteMany({ madeBy: accountId }),
    invitations(connection).in(workspaceId).deleteMany({ invitedBy: accountId }),
  ]);
}

/** Limits a member's tokens and invitations to their present role: tokens lose roles that allow more, such invitations end. */
export async function reduceGrants(
  { connection }: ServerContext,
  workspaceId: string,
  accountId: string,
  role: string,
): Promise<void> {
  const all = await allRoles(connection, workspaceId);
  const own = all.get(role) ?? new Set();
  const above = {
    $in: [...all].flatMap(([it, allowed]) => (includesAll(own, allowed) ? [] : [it])),
  };
  await Promise.all([
    apiTokens(connection)
      .in(workspaceId)
      .updateMany({ madeBy: accountId, role: above }, { $set: { role } }),
    invitations(connection).in(workspaceId).deleteMany({ invitedBy: accountId, role: above }),
  ]);
}
