import type { ServerContext } from "../../context/server-context.ts";
import type { Caller } from "../../http/caller.ts";
import { accounts } from "../../records/account.ts";
import { memberOf } from "../../records/member.ts";
import { permissionsOf } from "../../records/role-permissions.ts";
import { isAddressAllowed } from "./allowed-addresses.ts";
import { noteSupportUse } from "./note-support-use.ts";
import { findSession } from "./session.ts";
import { sessionTokenIn } from "./session-cookie.ts";

/**
 * Returns the caller of the session in a `Cookie` header, for requests and live connections. From an address that the workspace does not
 * allow, the caller has no member and no workspace.
 */
export async function findCallerByCookie(
  context: ServerContext,
  cookieHeader: string | undefined,
  address: string,
): Promise<Caller | undefined> {
  const token = sessionTokenIn(cookieHeader);
  if (!token) {
    return undefined;
  }
  const session = await findSession(context, token);
  if (!session) {
    return undefined;
  }
  const { connection } = context;
  const [account, member, allowed] = await Promise.all([
    accounts(connection).findById(session.accountId).lean(),
    session.workspaceId ? memberOf(context, session.workspaceId, session.accountId) : undefined,
    !session.workspaceId || isAddressAllowed(context, String(session.workspaceId), address),
  ]);
  if (!account) {
    return undefined;
  }
  const { name, email, language } = account;
  const open = session.locked || !allowed ? undefined : member;
  if (open?.until !== undefined) {
    await noteSupportUse(context, session, { member: open, account, address });
  }
  return {
    locked: session.locked ?? false,
    outside: !allowed,
    strong: session.way !== undefined,
    sessionId: String(session._id),
    grantor: String(account._id),
    account: { id: String(account._id), name, email, language },
    member: open && {
      id: String(open._id),
      name,
      role: open.role,
      permissions: await permissionsOf(connection, open.workspaceId, open.role),
      support: open.until !== undefined,
    },
    workspaceId: open && String(open.workspaceId),
  };
}
