import type { ServerContext } from "../../context/server-context.ts";
import { accounts } from "../../records/account.ts";
import { sessions } from "../../records/session-model.ts";
import { workspaces } from "../../records/workspace.ts";

/** Locks the sessions whose workspace demands a second factor that the account lacks, and opens the others. Called when either changes. */
export async function lockSessions(
  context: Pick<ServerContext, "connection" | "closeSockets">,
  of: { readonly accountId: unknown } | { readonly workspaceId: unknown },
): Promise<void> {
  const { connection } = context;
  const found = await sessions(connection)
    .find(of as object, { accountId: 1, workspaceId: 1, locked: 1, way: 1 })
    .lean();
  const ids = (name: "accountId" | "workspaceId") => found.map((it) => it[name]).filter(Boolean);
  const [secured, demanding] = await Promise.all([
    accounts(connection).distinct("_id", {
      _id: { $in: ids("accountId") },
      totp: { $exists: true },
    }),
    workspaces(connection).distinct("_id", {
      _id: { $in: ids("workspaceId") },
      "security.twoFactor": true,
    }),
  ]);
  const [has, demands] = [new Set(secured.map(String)), new Set(demanding.map(String))];
  for (const { _id, accountId, workspaceId, way, locked = false } of found) {
    const lacks = way === undefined && !has.has(String(accountId));
    const wanted = demands.has(String(workspaceId)) && lacks;
    if (wanted === locked) {
      continue;
    }
    await sessions(connection).updateOne({ _id }, { $set: { locked: wanted } });
    if (wanted) {
      context.closeSockets({ sessionId: String(_id) });
    }
  }
}
