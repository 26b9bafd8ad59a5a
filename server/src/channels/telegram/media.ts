import { addressBelow } from "../address-below.ts";
import type { HttpCall, HttpReply } from "../channel.ts";
import { object, text } from "../read-json.ts";
import { botCall } from "./call.ts";
import type { TelegramSettings } from "./settings.ts";

/** A file's id leads to a path; the address holds the bot's token, so it must never be shown. */
export const telegramMedia = {
  locate: (platformId: string, settings: TelegramSettings): HttpCall =>
    botCall(settings, "getFile", { file_id: platformId }),
  download: (
    located: HttpReply | undefined,
    _platformId: string,
    { apiBaseUrl, botToken }: TelegramSettings,
  ): HttpCall | undefined => {
    const path = text(object(object(located?.body).result).file_path);
    if (path === undefined) {
      return undefined;
    }
    const safe = path.split("/").map(encodeURIComponent).join("/");
    return { method: "GET", url: addressBelow(apiBaseUrl, `file/bot${botToken}/${safe}`) };
  },
};
