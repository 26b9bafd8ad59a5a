import { defined } from "@chatloom/flows-schema";
import mongoose from "mongoose";
import type { Channel } from "../channels/channel.ts";
import { NotFound } from "../context/errors.ts";
import type { ServerContext } from "../context/server-context.ts";
import type { Crm } from "../crm/crm.ts";
import type { Desk } from "../desks/desk.ts";
import type { PaymentProvider } from "../payments/payment-provider.ts";
import {
  isChannel,
  isCrm,
  isDesk,
  isPaymentProvider,
  type Platform,
  platformOf,
} from "../platforms/platform.ts";
import { type ChannelRecord, channelAccounts } from "./channel-account-model.ts";
import { openSettings } from "./channel-settings.ts";
import { type CredentialState, credentialState } from "./credential-state.ts";

/** A connected account of a platform, with its decrypted secrets. */
export interface ConnectedAccount<P extends Platform = Platform> {
  readonly id: string;
  readonly workspaceId: string;
  readonly name: string;
  readonly status: "connected" | "needsReconnecting" | "paused";
  readonly channel: P;
  /** For the platform's functions only: holds secrets. */
  readonly settings: ChannelSettings;
  readonly credentials: CredentialState;
}
export type ConnectedChannel = ConnectedAccount<Channel>;
export type ConnectedDesk = ConnectedAccount<Desk>;
export type ConnectedPayments = ConnectedAccount<PaymentProvider>;
export type ConnectedCrm = ConnectedAccount<Crm>;
export type ChannelSettings = Parameters<Channel["compose"]>[1];

/** Says whether an account is a channel's. */
export function isChannelAccount(account: ConnectedAccount): account is ConnectedChannel {
  return isChannel(account.channel);
}

/** Says whether an account is a helpdesk's. */
export function isDeskAccount(account: ConnectedAccount): account is ConnectedDesk {
  return isDesk(account.channel);
}

/** Says whether an account is a payment provider's. */
export function isPaymentAccount(account: ConnectedAccount): account is ConnectedPayments {
  return isPaymentProvider(account.channel);
}

/** Says whether an account is a CRM's. */
export function isCrmAccount(account: ConnectedAccount): account is ConnectedCrm {
  return isCrm(account.channel);
}

/** Returns the accounts with these ids in any workspace; undefined where there is none. For webhooks and the outbox. */
export async function loadAccounts(
  context: ServerContext,
  channelIds: readonly string[],
): Promise<readonly (ConnectedAccount | undefined)[]> {
  const ids = channelIds.filter((it) => /^[0-9a-f]{24}$/.test(it));
  const found = (await everywhere(context)
    .find({ _id: { $in: ids } })
    .lean()) as ChannelRecord[];
  const byId = new Map(found.map((it) => [String(it._id), it]));
  return channelIds.map((id) => {
    const record = byId.get(id);
    return record && toConnected(context, record);
  });
}

/** Every connected account of a type: for platforms with one webhook address per app, where account and signature identify the channel of an event. */
export async function loadAccountsOfType(
  context: ServerContext,
  type: string,
): Promise<ConnectedAccount[]> {
  const found = (await everywhere(context).find({ type }).lean()) as ChannelRecord[];
  return found.map((it) => toConnected(context, it)).filter((it) => it !== undefined);
}

/** Every connected channel of a type. */
export async function loadChannelsOfType(
  context: ServerContext,
  type: string,
): Promise<ConnectedChannel[]> {
  return (await loadAccountsOfType(context, type)).filter(isChannelAccount);
}

/** Says whether there is a channel of a type (with this id, if one is given) whose credentials may not be readable. */
export async function hasChannelRecord(
  context: ServerContext,
  type: string,
  channelId: string | undefined,
): Promise<boolean> {
  if (channelId !== undefined && !/^[0-9a-f]{24}$/.test(channelId)) {
    return false;
  }
  const _id = channelId === undefined ? {} : { _id: channelId };
  return (await everywhere(context).exists({ type, ..._id })) !== null;
}

/** A connected channel of a workspace, or a refusal. */
export async function findChannel(
  { connection }: ServerContext,
  workspaceId: string,
  channelId: string,
): Promise<ChannelRecord> {
  const found = await channelAccounts(connection).in(workspaceId).findById(channelId);
  if (!found) {
    throw new NotFound("channel");
  }
  return found;
}

/** The platform no longer takes our credentials: members must connect the channel anew. True the first time. */
export async function markNeedsReconnecting(
  { connection }: ServerContext,
  connected: Pick<ConnectedAccount, "id" | "workspaceId">,
  problem: string,
): Promise<boolean> {
  const { modified } = await channelAccounts(connection)
    .in(connected.workspaceId)
    .updateOne({ _id: connected.id, problem: { $exists: false } }, { $set: { problem } });
  return modified > 0;
}

/** Records that the platform accepted our credentials, and the chat address of the account if it returned one. */
export async function markConnected(
  { connection }: ServerContext,
  connected: Pick<ConnectedAccount, "id" | "workspaceId">,
  chatUrl: string | undefined,
): Promise<void> {
  await channelAccounts(connection)
    .in(connected.workspaceId)
    .updateOne(
      { _id: connected.id },
      {
        $unset: { problem: 1 },
        ...defined({ $set: chatUrl === undefined ? undefined : { chatUrl } }),
      },
    );
}

/** Records that an event arrived, for the list of channels. */
export async function noteEvent(
  context: ServerContext,
  connected: Pick<ConnectedAccount, "id" | "workspaceId">,
): Promise<void> {
  const now = new Date(context.now());
  const minuteAgo = new Date(context.now() - 60_000);
  const stale = { $or: [{ lastEventAt: { $exists: false } }, { lastEventAt: { $lt: minuteAgo } }] };
  const _id = new mongoose.Types.ObjectId(connected.id);
  const workspaceId = new mongoose.Types.ObjectId(connected.workspaceId);
  // With the driver's own collection: the settings do not change, so that cached ones stay valid.
  await everywhere(context).collection.updateOne(
    { _id, workspaceId, ...stale },
    { $set: { lastEventAt: now } },
  );
}

/** Decrypts the settings; a type that is gone, or a lost SECRET_KEY, makes the account unusable, not the server. */
export function toConnected(
  context: ServerContext,
  record: ChannelRecord,
): ConnectedAccount | undefined {
  const channel = platformOf(record.type);
  if (!channel) {
    return undefined;
  }
  const id = String(record._id);
  try {
    const settings = openSettings(context.config.secretKey, record);
    const { name } = record;
    const workspaceId = String(record.workspaceId);
    const credentials = credentialState(record);
    return { id, workspaceId, name, status: statusOf(record), channel, settings, credentials };
  } catch (error) {
    context.log.error({ err: error, channelId: id }, "failed to read the secrets of a channel");
    return undefined;
  }
}

/** Returns the status of a connected account. */
export function statusOf(record: {
  readonly paused: boolean;
  readonly problem?: string | undefined;
}): ConnectedAccount["status"] {
  if (record.paused) {
    return "paused";
  }
  return record.problem === undefined ? "connected" : "needsReconnecting";
}

function everywhere({ connection }: ServerContext) {
  return channelAccounts(connection).acrossWorkspaces;
}
