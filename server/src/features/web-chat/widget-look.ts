import type { OpeningRules } from "@chatloom/api-schema";
import type { ConnectedChannel } from "../../records/connected-channel.ts";

/** How a channel's chat looks and opens, as its settings say. */
export interface WidgetLook {
  readonly name: string;
  readonly color: string;
  readonly greeting: string;
  readonly launcher: string;
  readonly avatarUrl: string;
  readonly theme: "auto" | "light" | "dark";
  readonly side: "left" | "right";
  readonly opening: OpeningRules;
}

const mostPages = 50;

/** Reads the look from the channel's settings; what is missing or unknown has its default. */
export function widgetLook({
  settings,
  name,
}: Pick<ConnectedChannel, "settings" | "name">): WidgetLook {
  const read = (setting: string): string => {
    const value: unknown = (settings as Readonly<Record<string, unknown>>)[setting];
    return typeof value === "string" ? value : "";
  };
  const theme = read("theme");
  return {
    name: read("displayName") || name,
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
