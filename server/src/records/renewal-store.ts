import type { ServerContext } from "../context/server-context.ts";
import { type ChannelRecord, channelAccounts } from "./channel-account-model.ts";
import { openSettings, sealSettings } from "./channel-settings.ts";
import { type ConnectedChannel, isChannelAccount, toConnected } from "./connected-channel.ts";
import { type CredentialState, givenMarks } from "./credential-state.ts";

/** A lease: only this process may renew the channel's credentials until `until` (epoch milliseconds). */
export interface LockedChannel {
  readonly connected: ConnectedChannel;
  readonly record: ChannelRecord;
  readonly until: number;
}

type Account = Pick<ConnectedChannel, "id" | "workspaceId">;

/** Longer than a call to the platform and storing its answer. */
const lockMs = 15_000;

/** Reads a channel as it is stored now. */
export async function readAccount(
  context: ServerContext,
  { id, workspaceId }: Account,
): Promise<{ readonly record: ChannelRecord; readonly connected: ConnectedChannel } | undefined> {
  const record = await channelAccounts(context.connection).in(workspaceId).findById(id);
  const connected = record && toConnected(context, record);
  return record && connected && isChannelAccount(connected) ? { record, connected } : undefined;
}

/** Takes the lease for renewing a channel's credentials; undefined while another process has it. */
export async function lockForRenewal(
  context: ServerContext,
  account: Account,
  owner: string,
): Promise<LockedChannel | undefined> {
  const now = context.now();
  const until = now + lockMs;
  const record = await channelAccounts(context.connection)
    .in(account.workspaceId)
    .findOneAndUpdate(
      {
        _id: account.id,
        $or: [{ renewing: { $exists: false } }, { "renewing.until": { $lte: now } }],
      },
      { $set: { renewing: { owner, until } } },
    );
  const connected = record && toConnected(context, record);
  return record && connected && isChannelAccount(connected)
    ? { connected, record, until }
    : undefined;
}

/** Releases the lease. */
export async function unlockAfterRenewal(
  context: ServerContext,
  { id, workspaceId }: Account,
  owner: string,
): Promise<void> {
  await channelAccounts(context.connection)
    .in(workspaceId)
    .updateOne({ _id: id, "renewing.owner": owner }, { $unset: { renewing: 1 } });
}

/** Says whether two sets of settings have the same credentials. */
export function sameCredentials(
  { channel, settings }: Pick<ConnectedChannel, "channel" | "settings">,
  other: ConnectedChannel["settings"],
): boolean {
  const [a, b] = [settings, other] as readonly Readonly<Record<string, unknown>>[];
  return (channel.renew?.replaces ?? []).every((name) => a?.[name] === b?.[name]);
}

/**
 * Stores renewed credentials without changing other settings; false if the credentials were replaced meanwhile.
 */
export async function storeRenewed(
  context: ServerContext,
  used: ConnectedChannel,
  renewed: { readonly settings: object; readonly expiresAt: number },
): Promise<boolean> {
  const { channel, settings: before, workspaceId } = used;
  const { secretKey } = context.config;
  for (;;) {
    const current = await readAccount(context, used);
    if (!current || !sameCredentials(used, current.connected.settings)) {
      return false;
    }
    const { record } = current;
    const merged = { ...openSettings(secretKey, record), ...renewed.settings };
    const { givenAt, given = givenMarks(channel, before) } = current.connected.credentials;
    const credentials: CredentialState = {
      givenAt,
      given,
      renewedAt: context.now(),
      expiresAt: renewed.expiresAt,
    };
    const { matched } = await channelAccounts(context.connection)
      .in(workspaceId)
      .updateOne(
        { _id: record._id, secrets: record.secrets },
        { $set: { ...sealSettings(secretKey, channel, used.id, merged), credentials } },
      );
    if (matched > 0) {
      return true;
    }
  }
}

/** Records that credentials can no longer be renewed; true the first time. */
export async function markLost(
  context: ServerContext,
  { id, workspaceId }: Account,
  record: ChannelRecord,
  credentials: CredentialState,
): Promise<boolean> {
  const { modified } = await channelAccounts(context.connection)
    .in(workspaceId)
    .updateOne({ _id: id, secrets: record.secrets }, { $set: { credentials } });
  return modified > 0;
}
