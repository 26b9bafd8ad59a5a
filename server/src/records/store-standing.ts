import type { AccountStanding } from "../channels/account-standing.ts";
import type { ServerContext } from "../context/server-context.ts";
import { channelAccounts } from "./channel-account-model.ts";
import type { ConnectedAccount } from "./connected-channel.ts";
import { raiseAlert } from "./raise-alert.ts";

/** Stores how the platform rates an account; what is not told stays. Members hear of a new restriction, a fall to low quality, and a used-up quota. */
export async function storeStanding(
  context: ServerContext,
  {
    id,
    workspaceId,
    name,
    channel,
  }: Pick<ConnectedAccount, "id" | "workspaceId" | "name" | "channel">,
  news: AccountStanding,
): Promise<void> {
  const own = channelAccounts(context.connection).in(workspaceId);
  const before = (await own.findById(id))?.standing;
  const standing = { ...before, ...news };
  const alert = (code: string, message: string) =>
    raiseAlert(context, workspaceId, { code, message, channelId: id });
  if (standing.restriction && standing.restriction !== before?.restriction) {
    await alert("channel.restricted", `“${name}”: ${standing.restriction}`);
  }
  if (standing.quality === "low" && before?.quality !== "low") {
    const sentence = `${channel.title} rates “${name}” as of low quality: many contacts block or report its messages.`;
    await alert("channel.low-quality", sentence);
  }
  if (isUsedUp(standing) && !isUsedUp(before)) {
    const sentence = `“${name}” has used up the messages of its plan with ${channel.title} for this month.`;
    await alert("channel.quota", sentence);
  }
  await own.updateOne({ _id: id }, { $set: { standing } });
}

function isUsedUp(standing: AccountStanding | undefined): boolean {
  const quota = standing?.quota;
  return quota !== undefined && quota.limit !== "unlimited" && quota.used >= quota.limit;
}
