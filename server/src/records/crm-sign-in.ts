import type { ServerContext } from "../context/server-context.ts";
import type { Crm } from "../crm/crm.ts";
import { crms } from "../crm/index.ts";
import type { ObjectId } from "../store/scoped-model.ts";
import { type ChannelRecord, channelAccounts } from "./channel-account-model.ts";
import type { ConnectedCrm } from "./connected-channel.ts";
import { openSecret } from "./vault.ts";

/**
 * Works with a CRM, signed in with the connected account that its settings name, if any. Where `isRefused` says that the CRM did not take
 * the account's token, the work is done once more with a renewed one. Throws `SecretRefused`.
 */
export async function signedIn<T>(
  context: ServerContext,
  connected: ConnectedCrm,
  work: (connected: ConnectedCrm) => Promise<T>,
  isRefused: (result: T) => boolean,
): Promise<T> {
  const { signIn } = connected.channel;
  const settings = connected.settings as Readonly<Record<string, unknown>>;
  const account = signIn && settings[signIn.account];
  if (!signIn || typeof account !== "string" || account === "") {
    return work(connected);
  }
  const open = (refused?: string) => {
    const wanted = {
      name: account,
      kinds: ["oauth"],
      url: String(settings.apiBaseUrl),
      refused,
    } as const;
    return openSecret(context, connected.workspaceId, wanted);
  };
  const withToken = (token: string): ConnectedCrm => ({
    ...connected,
    settings: { ...settings, [signIn.token]: token } as ConnectedCrm["settings"],
  });
  const token = await open();
  const result = await work(withToken(token));
  return isRefused(result) ? work(withToken(await open(token))) : result;
}

/** Finds the CRM connections that sign in with a connected account. */
export function crmsOfAccount(
  { connection }: Pick<ServerContext, "connection">,
  workspaceId: string | ObjectId,
  name: string,
): Promise<readonly ChannelRecord[]> {
  const users = Object.values<Crm>(crms).flatMap(({ type, signIn }) =>
    signIn ? [{ type, [`settings.${signIn.account}`]: name }] : [],
  );
  return channelAccounts(connection).in(workspaceId).find({ $or: users });
}
