import { menuFlaws } from "../meta/menu-settings.ts";
import type { InstagramSettings } from "./settings.ts";

const hosts = {
  instagramLogin: "https://graph.instagram.com",
  facebookPage: "https://graph.facebook.com",
} as const;

/** Chooses the API address of the login, unless another one was entered; a flaw names a menu that Instagram would refuse. */
export function normaliseInstagramSettings(settings: InstagramSettings): {
  readonly settings: InstagramSettings;
  readonly flaws: readonly { readonly at: string; readonly message: string }[];
} {
  const { login, apiBaseUrl } = settings;
  const ofMeta: readonly string[] = Object.values(hosts);
  return {
    settings: {
      ...settings,
      apiBaseUrl: ofMeta.includes(apiBaseUrl.replace(/\/+$/, "")) ? hosts[login] : apiBaseUrl,
    },
    flaws: menuFlaws(settings),
  };
}
