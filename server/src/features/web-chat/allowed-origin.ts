import type { ServerContext } from "../../context/server-context.ts";
import type { ConnectedChannel } from "../../records/connected-channel.ts";
import { mayEmbedOn } from "./may-embed-on.ts";
import { settingOf } from "./setting-of.ts";

/** Says whether the channel's settings allow its chat on a site. Our own pages always may; without a list, all may. */
export function isAllowedOrigin(
  { config }: ServerContext,
  channel: Pick<ConnectedChannel, "settings">,
  origin: string | undefined,
): boolean {
  return mayEmbedOn(settingOf(channel, "allowedOrigins"), origin, config.publicUrl);
}
