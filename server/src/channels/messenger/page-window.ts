import type { ContentButton } from "@chatloom/flows-schema";
import { defined } from "@chatloom/flows-schema";
import type { MessengerSettings } from "./settings.ts";

/** The platform takes at most so many websites. */
const mostSites = 50;

/** The websites that may read who opens them inside Messenger, as origins. What is no website is passed over. */
export function windowSites({ windowSites: lines = "" }: MessengerSettings): readonly string[] {
  const origins = lines.split(/[\s,]+/).flatMap((it) => {
    const address = /^https:\/\//i.test(it) ? it : `https://${it}`;
    return it !== "" && URL.canParse(address) ? [new URL(address).origin] : [];
  });
  return [...new Set(origins)].slice(0, mostSites);
}

/** How a page opens inside Messenger. Pages of the listed websites can ask Messenger who the contact is. */
export function pageWindow(
  { url, window }: Extract<ContentButton, { type: "url" }>,
  settings: MessengerSettings,
): Record<string, unknown> {
  const origin = URL.canParse(url) ? new URL(url).origin : "";
  return {
    ...defined({ webview_height_ratio: window }),
    ...(windowSites(settings).includes(origin) && {
      messenger_extensions: true,
      fallback_url: url,
    }),
  };
}
