import type mongoose from "mongoose";
import type { ServerContext } from "../../context/server-context.ts";
import { members } from "../../records/member.ts";
import { type Workspace, workspaces } from "../../records/workspace.ts";
import { connectWebChat } from "../channel-accounts/connect-web-chat.ts";

/** Makes a workspace that the account owns. */
export async function createWorkspace(
  context: ServerContext,
  accountId: mongoose.Types.ObjectId,
  named: { readonly name: string; readonly timeZone?: string | undefined },
): Promise<Workspace> {
  const now = new Date(context.now());
  const workspace = await workspaces(context.connection).create({
    name: named.name,
    timeZone: named.timeZone ?? "UTC",
    variables: {},
    flowsStamp: 0,
    createdAt: now,
  });
  await members(context.connection)
    .in(workspace._id)
    .insert({ accountId, role: "owner", joinedAt: now });
  await connectWebChat(context, String(workspace._id));
  return workspace.toObject() as Workspace;
}
