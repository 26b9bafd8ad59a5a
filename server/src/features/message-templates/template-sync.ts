import { channels } from "../../channels/index.ts";
import { notingClient } from "../../pipeline/outbound/noting-client.ts";
import type { Pipeline } from "../../pipeline/pipeline.ts";
import { channelAccounts } from "../../records/channel-account-model.ts";
import { type ConnectedChannel, loadChannelsOfType } from "../../records/connected-channel.ts";
import { checkCredentials } from "../channel-accounts/ask-platform.ts";
import { readEveryMs, readTemplates } from "./read-templates.ts";

const lookEveryMs = 60_000;

/** Reads the templates and the quota of every connected channel once an hour. Of several processes, one reads an account's. */
export function startTemplateSync(pipeline: Pipeline): { stop(): Promise<void> } {
  const { services } = pipeline;
  const { context } = services;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let looking = Promise.resolve();
  plan();

  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await looking;
    },
  };

  function plan(): void {
    timer = setTimeout(() => {
      looking = look()
        .catch((error: unknown) => {
          context.log.error({ err: error }, "failed to read templates");
        })
        .then(() => {
          if (!stopped) {
            plan();
          }
        });
    }, lookEveryMs);
    timer.unref();
  }

  async function look(): Promise<void> {
    const types = Object.values(channels).filter((it) => "templates" in it || "quota" in it);
    for (const { type } of types) {
      for (const connected of await loadChannelsOfType(context, type)) {
        if (!stopped && connected.status === "connected" && (await isMine(connected))) {
          const fresh = await pipeline.fresh(connected);
          const client = notingClient(services, fresh);
          if (fresh.channel.templates) {
            await readTemplates(context, client, fresh);
          }
          // The platform tells the standing of an account only where it is asked who it is.
          await checkCredentials(context, client, fresh);
        }
      }
    }
  }

  /** Takes the next reading of an account, if it is due and can succeed. */
  async function isMine({
    id,
    workspaceId,
    channel,
    settings,
  }: ConnectedChannel): Promise<boolean> {
    if (channel.templates?.lacks?.(settings) !== undefined) {
      return false;
    }
    const now = context.now();
    const dueAt = channel.templates ? "templates.dueAt" : "quotaDueAt";
    const due = { $or: [{ [dueAt]: { $exists: false } }, { [dueAt]: { $lte: now } }] };
    const { modified } = await channelAccounts(context.connection)
      .in(workspaceId)
      .updateOne({ _id: id, ...due }, { $set: { [dueAt]: now + readEveryMs } });
    return modified > 0;
  }
}
