import type { HttpCall, HttpReply } from "../channel.ts";
import { object, webAddress } from "../read-json.ts";
import { slackQuery } from "./call.ts";
import type { SlackSettings } from "./settings.ts";

/** A file's id leads to an address that only the bot's token opens. */
export const slackMedia = {
  locate: (platformId: string, settings: SlackSettings): HttpCall =>
    slackQuery(settings, "files.info", { file: platformId }),
  download: (
    located: HttpReply | undefined,
    _platformId: string,
    settings: SlackSettings,
  ): HttpCall | undefined => {
    const { url_private_download, url_private } = object(object(located?.body).file);
    const url = webAddress(url_private_download) ?? webAddress(url_private);
    if (url === undefined || !URL.canParse(url)) {
      return undefined;
    }
    // A file of another service is named by its address there, which must not learn the token.
    const headers = isSlacks(url, settings) ? { authorization: `Bearer ${settings.botToken}` } : {};
    return { method: "GET", url, headers };
  },
};

function isSlacks(url: string, { apiBaseUrl }: SlackSettings): boolean {
  const { protocol, hostname, host } = new URL(url);
  const slack = protocol === "https:" && /(^|\.)slack(-files)?\.com$/.test(hostname);
  return slack || (URL.canParse(apiBaseUrl) && host === new URL(apiBaseUrl).host);
}
