import type { CheckedChannel } from "@chatloom/flows-schema";
import { channelOf } from "../channels/index.ts";
import type { ServerContext } from "../context/server-context.ts";
import { channelAccounts } from "./channel-account-model.ts";

/** The workspace's channels as the checks of flows see them. */
export async function listCheckedChannels(
  { connection }: ServerContext,
  workspaceId: string,
): Promise<CheckedChannel[]> {
  const found = await channelAccounts(connection).in(workspaceId).find({ paused: false });
  return found.flatMap(({ _id, name, type }) => {
    const abilities = channelOf(type)?.abilities;
    return abilities ? [{ id: String(_id), name, type, abilities }] : [];
  });
}
