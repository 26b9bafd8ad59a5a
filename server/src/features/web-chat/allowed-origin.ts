import type { ServerContext } from "../../context/server-context.ts";
import type { ConnectedChannel } from "../../records/connected-channel.ts";
import { mayEmbedOn } from "./may-embed-on.ts";

/** Says whether the channel's settings allow its chat on a site. Our own pages always may; without a list, all may. */
export function isAllowedOrigin(
  { config }: ServerContext,
  { settings }: Pick<ConnectedChannel, "settings">,
  origin: string | undefined,
): boolean {
  const listed: unknown = (settings as Readonly<Record<string, unknown>>).allowedOrigins;
  return mayEmbedOn(typeof listed === "string" ? listed : "", origin, config.publicUrl);
}
