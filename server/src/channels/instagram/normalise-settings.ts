import { menuFlaw } from "../meta/read-menu-lines.ts";
import type { InstagramSettings } from "./settings.ts";

const hosts = {
  instagramLogin: "https://graph.instagram.com",
  facebookPage: "https://graph.facebook.com",
} as const;
const mostQuestions = 4;
const mostItems = 20;

/** Chooses the API address of the login, unless another one was entered; a flaw names a menu that Instagram would refuse. */
export function normaliseInstagramSettings(settings: InstagramSettings): {
  readonly settings: InstagramSettings;
  readonly flaws: readonly { readonly at: string; readonly message: string }[];
} {
  const { login, apiBaseUrl, iceBreakers = "", persistentMenu = "" } = settings;
  const ofMeta: readonly string[] = Object.values(hosts);
  const questions = menuFlaw(iceBreakers, { lines: mostQuestions, title: 80 });
  const items = menuFlaw(persistentMenu, { lines: mostItems, title: 30 });
  return {
    settings: {
      ...settings,
      apiBaseUrl: ofMeta.includes(apiBaseUrl.replace(/\/+$/, "")) ? hosts[login] : apiBaseUrl,
    },
    flaws: [
      ...(questions === undefined ? [] : [{ at: "/iceBreakers", message: questions }]),
      ...(items === undefined ? [] : [{ at: "/persistentMenu", message: items }]),
    ],
  };
}
