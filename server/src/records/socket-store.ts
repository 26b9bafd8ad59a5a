import { defined } from "@chatloom/flows-schema";
import type { SocketMemory } from "../channels/socket-protocol.ts";
import type { ServerContext } from "../context/server-context.ts";
import { channelAccounts } from "./channel-account-model.ts";
import type { ConnectedChannel } from "./connected-channel.ts";

type Account = Pick<ConnectedChannel, "id" | "workspaceId">;

/** The state of a lease, as a process finds it when it takes or renews it. */
export interface HeldLease {
  readonly memory: SocketMemory | undefined;
}

/**
 * Takes or keeps the lease of a channel's connection until `until` (epoch milliseconds); undefined while another process has it.
 * `memory` is stored with it; undefined leaves what is stored, `null` forgets it.
 */
export async function claimSocket(
  context: ServerContext,
  { id, workspaceId }: Account,
  owner: string,
  until: number,
  memory?: SocketMemory | null,
): Promise<HeldLease | undefined> {
  const free = [
    { socket: { $exists: false } },
    { "socket.owner": owner },
    { "socket.until": { $lte: context.now() } },
  ];
  const set = { "socket.owner": owner, "socket.until": until };
  const record = await channelAccounts(context.connection)
    .in(workspaceId)
    .findOneAndUpdate(
      { _id: id, $or: free },
      { $set: { ...set, ...defined({ "socket.memory": memory }) } },
    );
  return record ? { memory: record.socket?.memory ?? undefined } : undefined;
}

/** Lets another process take the connection at once. */
export async function releaseSocket(
  context: ServerContext,
  { id, workspaceId }: Account,
  owner: string,
  memory: SocketMemory | undefined,
): Promise<void> {
  await channelAccounts(context.connection)
    .in(workspaceId)
    .updateOne(
      { _id: id, "socket.owner": owner },
      { $set: { "socket.until": 0, "socket.memory": memory ?? null } },
    );
}
