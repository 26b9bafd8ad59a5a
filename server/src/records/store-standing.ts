import type { AccountStanding } from "../channels/account-standing.ts";
import type { ServerContext } from "../context/server-context.ts";
import { channelAccounts } from "./channel-account-model.ts";
import type { ConnectedAccount } from "./connected-channel.ts";
import { raiseAlert } from "./raise-alert.ts";

/** Stores how the platform rates an account; what is not told stays. Members hear of a new restriction and of a fall to low quality. */
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
  await own.updateOne({ _id: id }, { $set: { standing } });
}
