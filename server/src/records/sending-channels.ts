import type { Connection } from "mongoose";
import { channelOf } from "../channels/index.ts";
import type { ObjectId } from "../store/scoped-model.ts";
import { channelAccounts } from "./channel-account-model.ts";

/** What decides on which channels of a workspace a campaign may write. Channels are given by their ids. */
export interface SendingChannels {
  /** Channels that demand consent to marketing. */
  readonly demanding: ReadonlySet<string>;
  /** Channels on which we may write first to a known address. */
  readonly addressed: ReadonlySet<string>;
  /** The types of all connected accounts. */
  readonly types: ReadonlyMap<string, string>;
}

/** Reads what the channels of a workspace demand of a campaign. */
export async function loadSendingChannels(
  connection: Connection,
  workspaceId: ObjectId,
): Promise<SendingChannels> {
  const accounts = await channelAccounts(connection)
    .in(workspaceId)
    .find({}, { projection: { type: 1 } });
  const idsWhere = (holds: (channel: NonNullable<ReturnType<typeof channelOf>>) => boolean) =>
    new Set(
      accounts.flatMap(({ _id, type }) => {
        const channel = channelOf(type);
        return channel && holds(channel) ? [String(_id)] : [];
      }),
    );
  return {
    demanding: idsWhere((it) => it.abilities.marketingConsent === true),
    addressed: idsWhere((it) => it.addressOf !== undefined),
    types: new Map(accounts.map((it) => [String(it._id), it.type])),
  };
}
