import type { ServerContext } from "../context/server-context.ts";
import { createBatch } from "../store/batch.ts";
import { writesTo } from "../store/count-writes.ts";
import { createKnownReads } from "../store/known-reads.ts";
import { channelAccounts } from "./channel-account-model.ts";
import { type ConnectedChannel, loadChannels, loadChannelsOfType } from "./connected-channel.ts";

/** Connected channels as they are now; in the company of other processes as they were within the last second. */
export interface KnownChannels {
  readonly byId: (id: string) => Promise<ConnectedChannel | undefined>;
  readonly ofType: (type: string) => Promise<readonly ConnectedChannel[]>;
}

const inCompanyMs = 1_000;

/** Made once per server; `solitude` as of `ProcessRegistry`. */
export function createKnownChannels(
  context: ServerContext,
  solitude: () => number | undefined,
): KnownChannels {
  const model = channelAccounts(context.connection).acrossWorkspaces;
  const options = { solitude, writes: () => writesTo(model), inCompanyMs };
  const known = createKnownReads<ConnectedChannel | undefined>(options);
  const knownOfType = createKnownReads<readonly ConnectedChannel[]>(options);
  const load = createBatch((ids: readonly string[]) => loadChannels(context, ids));
  return {
    byId: (id) => known(id, load),
    ofType: (type) => knownOfType(type, () => loadChannelsOfType(context, type)),
  };
}
