import type { WidgetLook } from "@chatloom/api-schema";
import type { ConnectedChannel } from "../../records/connected-channel.ts";
import { settingOf } from "./setting-of.ts";

const mostPages = 50;

/** Reads the look from the channel's settings; what is missing or unknown has its default. */
export function widgetLook(channel: Pick<ConnectedChannel, "settings" | "name">): WidgetLook {
  const read = (setting: string): string => settingOf(channel, setting);
  const theme = read("theme");
  return {
    name: read("displayName") || channel.name,
    color: read("color"),
    greeting: read("greeting"),
    launcher: read("launcher"),
    avatarUrl: read("avatarUrl"),
    theme: theme === "light" || theme === "dark" ? theme : "auto",
    side: read("side") === "left" ? "left" : "right",
    opening: {
      afterSeconds: numberIn(read("openAfterSeconds")),
      atScroll: numberIn(read("openAtScroll")),
      onExit: read("openOnExit") === "yes",
      onPages: read("openOnPages")
        .split(",")
        .map((it) => it.trim())
        .filter((it) => it !== "")
        .slice(0, mostPages),
    },
  };
}

function numberIn(text: string): number | undefined {
  return /^\d+$/.test(text) ? Number(text) : undefined;
}
