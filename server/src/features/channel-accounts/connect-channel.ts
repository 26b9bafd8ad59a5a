import mongoose from "mongoose";
import type { Channel } from "../../channels/channel.ts";
import { Conflict } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { type ChannelRecord, channelAccounts } from "../../records/channel-account-model.ts";
import { checkSettings, openSettings, sealSettings } from "../../records/channel-settings.ts";
import { loadChannelsOfType } from "../../records/connected-channel.ts";

/** What connecting an account takes. */
export interface Connecting {
  readonly name: string;
  readonly settings: Record<string, unknown>;
  readonly fromEnvironment?: boolean;
}

/** Connects an account; refused where the settings do not fit, or the workspace has connected the same account. */
export async function connectChannel(
  context: ServerContext,
  workspaceId: string,
  channel: Channel,
  { name, settings, fromEnvironment = false }: Connecting,
): Promise<ChannelRecord> {
  const _id = new mongoose.Types.ObjectId();
  const checked = checkSettings(channel, settings);
  await refuseSecond(context, workspaceId, channel, checked);
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

/** One account's messages would be answered by one of two channels, and nobody could tell by which. */
async function refuseSecond(
  context: ServerContext,
  workspaceId: string,
  channel: Channel,
  settings: Record<string, unknown>,
): Promise<void> {
  const account = channel.account(settings);
  if (account === undefined || account === "") {
    return;
  }
  const same = (await loadChannelsOfType(context, channel.type)).find(
    (it) =>
      it.workspaceId === workspaceId &&
      channel.account(it.settings) === account &&
      baseUrlOf(it.settings) === baseUrlOf(settings),
  );
  if (!same) {
    return;
  }
  throw new Conflict("channel.connected-already", `“${same.name}” is connected to this account`, {
    channelId: same.id,
  });
}

/** Another address of the platform, such as a gateway of one's own, is another account. */
function baseUrlOf(settings: object): unknown {
  return "apiBaseUrl" in settings ? settings.apiBaseUrl : undefined;
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
