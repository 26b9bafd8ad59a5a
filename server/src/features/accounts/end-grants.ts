import { type Role, roles } from "@chatloom/api-schema";
import type { ServerContext } from "../../context/server-context.ts";
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

/** Limits a member's tokens and invitations to their present role: tokens lose higher roles, such invitations end. */
export async function reduceGrants(
  { connection }: ServerContext,
  workspaceId: string,
  accountId: string,
  role: Role,
): Promise<void> {
  const above = { $in: roles.slice(0, roles.indexOf(role)) };
  await Promise.all([
    apiTokens(connection)
      .in(workspaceId)
      .updateMany({ madeBy: accountId, role: above }, { $set: { role } }),
    invitations(connection).in(workspaceId).deleteMany({ invitedBy: accountId, role: above }),
  ]);
}
