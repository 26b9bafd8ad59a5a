import type { ServerContext } from "../../context/server-context.ts";
import type { ConnectedChannel } from "../../records/connected-channel.ts";

/** Whether the channel's settings let its chat stand on a site. Pages of our own always may; without a list, all may. */
export function isAllowedOrigin(
  { config }: ServerContext,
  { settings }: Pick<ConnectedChannel, "settings">,
  origin: string | undefined,
): boolean {
  const listed: unknown = (settings as Readonly<Record<string, unknown>>).allowedOrigins;
  const allowed = (typeof listed === "string" ? listed : "")
    .split(",")
    .map((it) => it.trim().replace(/\/$/, "").toLowerCase())
    .filter((it) => it !== "");
  if (allowed.length === 0) return true;
  if (origin === undefined) return false;
  return origin === config.publicUrl || allowed.includes(origin.toLowerCase());
}
