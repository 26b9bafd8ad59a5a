import type { ServerContext } from "../../context/server-context.ts";
import { type MemberRecord, members } from "../../records/member.ts";
import { discardItemsOf } from "../../records/platform-item-model.ts";
import { sessions } from "../../records/session-model.ts";
import { teams } from "../../records/team-model.ts";
import { endGrants } from "./end-grants.ts";

/** Ends a membership at once: its sessions, tokens, invitations and live connections end with it. May be repeated. */
export async function endMembership(
  context: ServerContext,
  { _id, workspaceId: place, accountId: account }: MemberRecord,
): Promise<void> {
  const { connection } = context;
  const memberId = String(_id);
  const workspaceId = String(place);
  const accountId = String(account);
  await members(connection).in(workspaceId).deleteOne({ _id });
  await teams(connection)
    .in(workspaceId)
    .updateMany({ memberIds: memberId }, { $pull: { memberIds: memberId } });
  await sessions(connection).deleteMany({ accountId: account, workspaceId: place });
  await endGrants(context, workspaceId, accountId);
  await discardItemsOf(context, workspaceId, memberId);
  context.closeSockets({ accountId, workspaceId });
}
