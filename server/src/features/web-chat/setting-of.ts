import type { ConnectedChannel } from "../../records/connected-channel.ts";

/** Returns a text of the channel's settings; empty where there is none. */
export function settingOf({ settings }: Pick<ConnectedChannel, "settings">, name: string): string {
  const value: unknown = (settings as Readonly<Record<string, unknown>>)[name];
  return typeof value === "string" ? value : "";
}
