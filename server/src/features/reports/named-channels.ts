import type { Connection } from "mongoose";
import { channelAccounts } from "../../records/channel-account-model.ts";

/** Lists the channels of a workspace by name. */
export async function namedChannels(connection: Connection, workspaceId: string) {
  const found = await channelAccounts(connection)
    .in(workspaceId)
    .find({}, { projection: { name: 1, type: 1 } });
  return found.map(({ _id, name, type }) => ({ channelId: String(_id), name, type }));
}
