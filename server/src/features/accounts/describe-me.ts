import type { Me } from "@chatloom/api-schema";
import type mongoose from "mongoose";
import type { ServerContext } from "../../context/server-context.ts";
import { accounts } from "../../records/account.ts";
import { placesOf } from "../../records/member.ts";
import { findRole, permissionsOf } from "../../records/role-permissions.ts";
import { firstWorkspace, workspaces } from "../../records/workspace.ts";
import { accountErrors } from "./errors.ts";
import { mayMakeWorkspaces } from "./may-make-workspaces.ts";

/** Returns the signed-in account and its open workspace for the studio. `strong`: the session needs no second factor. */
export async function describeMe(
  context: ServerContext,
  accountId: string | mongoose.Types.ObjectId,
  workspaceId: string | mongoose.Types.ObjectId | undefined,
  strong = false,
): Promise<Me> {
  const { connection } = context;
  const account = await accounts(connection).findById(accountId).lean();
  const places = await placesOf(context, String(accountId));
  const place = places.find((it) => String(it.workspaceId) === String(workspaceId));
  if (!account || !place) {
    throw accountErrors.noWorkspace();
  }
  const found = await workspaces(connection)
    .find({ _id: { $in: places.map((it) => it.workspaceId) } })
    .lean();
  const current = found.find((it) => String(it._id) === String(place.workspaceId));
  if (!current) {
    throw accountErrors.noWorkspace();
  }
  const { name, email, language, tourEnded = false } = account;
  const secondFactor = account.totp !== undefined;
  const first = place.role === "owner" ? await firstWorkspace(connection) : undefined;
  return {
    account: { id: String(account._id), name, email, language, secondFactor, tourEnded },
    member: {
      id: String(place._id),
      role: place.role,
      roleName: (await findRole(connection, place.workspaceId, place.role))?.name,
      permissions: [...(await permissionsOf(connection, place.workspaceId, place.role))],
      availability: place.availability ?? "online",
    },
    workspace: { id: String(current._id), name: current.name, timeZone: current.timeZone },
    workspaces: found.map((it) => ({ id: String(it._id), name: it.name })),
    secondFactorNeeded: current.security?.twoFactor === true && !secondFactor && !strong,
    mayMakeWorkspaces: await mayMakeWorkspaces(context, String(accountId)),
    runsServer: first !== undefined && String(first._id) === String(current._id),
  };
}
