import type { ServerContext } from "../context/server-context.ts";
import { markNeedsReconnecting } from "./connected-channel.ts";
import { raiseAlert } from "./raise-alert.ts";

/** Notes that the platform refuses a channel's credentials, and tells members once that they must connect it anew. */
export async function reportRefused(
  context: ServerContext,
  connected: { readonly id: string; readonly workspaceId: string },
  message: string,
): Promise<void> {
  if (await markNeedsReconnecting(context, connected, message)) {
    await raiseAlert(context, connected.workspaceId, {
      code: "channel.needs-reconnecting",
      message,
      channelId: connected.id,
    });
  }
}
