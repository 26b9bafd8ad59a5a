import mongoose from "mongoose";
import type { Channel } from "../../channels/channel.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { type ChannelRecord, channelAccounts } from "../../records/channel-account-model.ts";
import { checkSettings, openSettings, sealSettings } from "../../records/channel-settings.ts";

/** What connecting an account takes. */
export interface Connecting {
  readonly name: string;
  readonly settings: Record<string, unknown>;
  readonly fromEnvironment?: boolean;
}

/** Connects an account; refused where the settings do not fit. */
export function connectChannel(
  context: ServerContext,
  workspaceId: string,
  channel: Channel,
  { name, settings, fromEnvironment = false }: Connecting,
): Promise<ChannelRecord> {
  const _id = new mongoose.Types.ObjectId();
  const checked = checkSettings(channel, settings);
  return channelAccounts(context.connection)
    .in(workspaceId)
    .insert({
      _id,
      type: channel.type,
      name,
      ...sealSettings(context.config.secretKey, channel, String(_id), checked),
      paused: false,
      createdAt: new Date(context.now()),
      ...(fromEnvironment ? { fromEnvironment } : {}),
    });
}

/** Changes settings; those left out stay, `null` takes one away. Members have looked at it, so an earlier problem is forgotten. */
export async function changeSettings(
  context: ServerContext,
  channel: Channel,
  record: ChannelRecord,
  given: Record<string, unknown>,
): Promise<void> {
  const { secretKey } = context.config;
  const merged = Object.entries({ ...openSettings(secretKey, record), ...given });
  const present = Object.fromEntries(merged.filter(([, value]) => value !== null));
  const checked = checkSettings(channel, present);
  const sealed = sealSettings(secretKey, channel, String(record._id), checked);
  await channelAccounts(context.connection)
    .in(record.workspaceId)
    .updateOne({ _id: record._id }, { $set: sealed, $unset: { problem: 1 } });
}
