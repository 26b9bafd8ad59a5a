import { refusalOf } from "../../channels/refusal-of.ts";
import { notingClient } from "../../pipeline/outbound/noting-client.ts";
import type { PipelineServices } from "../../pipeline/pipeline-services.ts";
import { isChannelAccount, loadAccounts } from "../../records/connected-channel.ts";
import { type PlatformItem, platformItems } from "../../records/platform-item-model.ts";
import { type DueWork, startDueWork } from "../../store/due-work.ts";

const lookEveryMs = 3_000;
/** The pause between two attempts; another process may take an item over after it. */
const againMs = 60_000;

/** Deletes from the platforms what they keep of members who left. Tries for a week, also after a restart. */
export function startItemDiscarder({
  context,
  client,
  traffic,
}: Pick<PipelineServices, "context" | "client" | "traffic">): DueWork {
  const { connection, log, now } = context;
  return startDueWork<PlatformItem>({
    log,
    name: "what platforms keep of former members",
    lookEveryMs,
    mostAtOnce: 1,
    take: async () => {
      const taken = await platformItems(connection)
        .acrossWorkspaces.findOneAndUpdate(
          { discardAt: { $lte: now() } },
          { $set: { discardAt: now() + againMs } },
          { sort: { discardAt: 1 } },
        )
        .lean<PlatformItem>();
      return taken ?? undefined;
    },
    work: discard,
    idsOf: ({ _id, workspaceId }) => ({ itemId: _id, workspaceId: String(workspaceId) }),
  });

  async function discard({ _id, workspaceId, channelId, body }: PlatformItem): Promise<void> {
    const [account] = await loadAccounts(context, [channelId]);
    const call =
      account && isChannelAccount(account)
        ? account.channel.discard?.(body, account.settings)
        : undefined;
    if (account && call) {
      const result = await notingClient({ client, traffic, context }, account).call(call);
      const refused = "reply" in result ? refusalOf(account.channel, result.reply) : undefined;
      const isOver = "reply" in result && (!refused || refused.kind === "content");
      if (!isOver) {
        return;
      }
    }
    await platformItems(connection).in(String(workspaceId)).deleteOne({ _id });
  }
}
