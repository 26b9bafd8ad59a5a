import { NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { type ChannelRecord, channelAccounts } from "../../records/channel-account-model.ts";

/** The type of the channels that this API is about. */
export const whatsappType = "whatsapp";

/** Lists the WhatsApp numbers of a workspace, the one that was connected first at the front. */
export function listNumbers(
  { connection }: ServerContext,
  workspaceId: string,
): Promise<readonly ChannelRecord[]> {
  return channelAccounts(connection)
    .in(workspaceId)
    .find({ type: whatsappType }, { sort: { createdAt: 1 } });
}

/** Lists one number, or all of them if none is named. Throws `NotFound`. */
export async function chosenNumbers(
  context: ServerContext,
  workspaceId: string,
  shopId: string | undefined,
): Promise<readonly ChannelRecord[]> {
  const all = await listNumbers(context, workspaceId);
  if (shopId === undefined) {
    return all;
  }
  const found = all.find((it) => shopIdOf(it) === shopId) ?? all.find((it) => hasId(it, shopId));
  if (!found) {
    throw new NotFound("channel");
  }
  return [found];
}

/** Finds a number by the caller's name of it, the channel's ID or the ID of the phone number. Throws `NotFound`. */
export async function findNumber(
  context: ServerContext,
  workspaceId: string,
  shopId: string,
): Promise<ChannelRecord> {
  const [found] = await chosenNumbers(context, workspaceId, shopId);
  if (!found) {
    throw new NotFound("channel");
  }
  return found;
}

/** The name by which callers know a number. */
export function shopIdOf({ _id, shopId }: ChannelRecord): string {
  return shopId ?? String(_id);
}

/** A setting that may be shown. */
export function shownSetting({ settings }: ChannelRecord, name: string): string | undefined {
  const value = settings[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

function hasId(record: ChannelRecord, id: string): boolean {
  return String(record._id) === id || shownSetting(record, "phoneNumberId") === id;
}
