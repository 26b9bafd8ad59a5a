import { defined } from "@chatloom/flows-schema";
import mongoose from "mongoose";
import { Conflict } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { isChannel, type Platform } from "../../platforms/platform.ts";
import { type ChannelRecord, channelAccounts } from "../../records/channel-account-model.ts";
import { checkSettings, openSettings, sealSettings } from "../../records/channel-settings.ts";
import { findChannel, loadAccountsOfType } from "../../records/connected-channel.ts";
import { withoutOutdated } from "../../records/credential-state.ts";
import { keepSettingFiles } from "./keep-setting-files.ts";

/** The input for connecting an account. */
export interface Connecting {
  readonly name: string;
  readonly settings: Record<string, unknown>;
  readonly fromEnvironment?: boolean;
}

/** Connects an account; refused where the settings do not fit, or the workspace has connected the same account. */
export async function connectChannel(
  context: ServerContext,
  workspaceId: string,
  channel: Platform,
  { name, settings, fromEnvironment = false }: Connecting,
): Promise<ChannelRecord> {
  const _id = new mongoose.Types.ObjectId();
  const fitting = checkSettings(channel, settings);
  const checked = await keepSettingFiles(context, workspaceId, channel.settings, fitting);
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
      credentials: { givenAt: context.now() },
      fromEnvironment: fromEnvironment || undefined,
    });
}

/** Throws if another channel has the same account: its messages would be answered by one of the two at random. */
async function refuseSecond(
  context: ServerContext,
  workspaceId: string,
  channel: Platform,
  settings: Record<string, unknown>,
): Promise<void> {
  const account = channel.account(settings);
  if (account === undefined || account === "") {
    return;
  }
  const same = (await loadAccountsOfType(context, channel.type)).find(
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

/** How often a change is tried while the server renews the credentials. */
const mostTries = 5;

/** Changes settings; those left out stay, `null` removes one. An earlier problem is cleared. */
export async function changeSettings(
  context: ServerContext,
  channel: Platform,
  record: ChannelRecord,
  given: Record<string, unknown>,
): Promise<void> {
  const { secretKey } = context.config;
  const accounts = channelAccounts(context.connection).in(record.workspaceId);
  let current = record;
  for (let tries = 0; tries < mostTries; tries += 1) {
    const before = openSettings(secretKey, current);
    const news = withoutOutdated(current, given);
    const merged = Object.entries({ ...before, ...news });
    const present = Object.fromEntries(merged.filter(([, value]) => value !== null));
    const checked = await keepSettingFiles(
      context,
      String(record.workspaceId),
      channel.settings,
      checkSettings(channel, present),
    );
    const sealed = sealSettings(secretKey, channel, String(current._id), checked);
    const isNew = renewedSettings(channel).some((name) => checked[name] !== before[name]);
    // A renewal may have stored others since they were read: those are never overwritten.
    const { matched } = await accounts.updateOne(
      { _id: current._id, secrets: current.secrets },
      {
        $set: {
          ...sealed,
          ...defined({ credentials: isNew ? { givenAt: context.now() } : undefined }),
        },
        $unset: { problem: 1 },
      },
    );
    if (matched > 0) {
      return;
    }
    current = await findChannel(context, String(record.workspaceId), String(record._id));
  }
  throw new Conflict("channel.changing", "The channel is being changed elsewhere; try again");
}

/** The names of the settings that the server itself replaces. */
function renewedSettings(platform: Platform): readonly string[] {
  return isChannel(platform) ? (platform.renew?.replaces ?? []) : [];
}
