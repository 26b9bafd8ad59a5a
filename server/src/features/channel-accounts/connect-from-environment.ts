import { Invalid } from "../../context/errors.ts";
import type { ChannelVariables } from "../../context/read-config.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { platformOf, platforms } from "../../platforms/platform.ts";
import { channelAccounts } from "../../records/channel-account-model.ts";
import { changeSettings, connectChannel } from "./connect-channel.ts";

/** Which environment variables connect which channel or helpdesk. */
export function channelVariables(): ChannelVariables {
  return Object.fromEntries(platforms.map((channel) => [channel.type, { ...channel.environment }]));
}

/** Connects the channels that environment variables describe in this workspace. Those connected this way before get the present settings. */
export async function connectFromEnvironment(
  context: ServerContext,
  workspaceId: string,
): Promise<void> {
  for (const [type, settings] of Object.entries(context.config.channels)) {
    const channel = platformOf(type);
    if (!channel) {
      continue;
    }
    const model = channelAccounts(context.connection).in(workspaceId);
    const known = await model.findOne({ type, fromEnvironment: true });
    try {
      if (known) {
        await changeSettings(context, channel, known, settings);
      } else {
        const connecting = { name: channel.title, settings, fromEnvironment: true };
        await connectChannel(context, workspaceId, channel, connecting);
      }
    } catch (error) {
      if (!(error instanceof Invalid)) {
        throw error;
      }
      const missing = error.flaws.map(({ at, message }) => `${at} ${message}`);
      const variables = Object.values(channel.environment);
      context.log.warn(
        { type, missing, variables },
        "failed to connect a channel: settings are missing",
      );
    }
  }
}
