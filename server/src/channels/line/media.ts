import type { HttpCall, HttpReply } from "../channel.ts";
import { webAddress } from "../read-json.ts";
import type { LineSettings } from "./settings.ts";

/** A picture of the sticker shop, or a file by the id of its message. LINE deletes files after an unspecified time. */
export const lineMedia = {
  download: (
    _located: HttpReply | undefined,
    platformId: string,
    { channelAccessToken, contentBaseUrl }: LineSettings,
  ): HttpCall => {
    const url = webAddress(platformId);
    if (url !== undefined) {
      return { method: "GET", url };
    }
    const base = contentBaseUrl.replace(/\/+$/, "");
    return {
      method: "GET",
      url: `${base}/v2/bot/message/${encodeURIComponent(platformId)}/content`,
      headers: { authorization: `Bearer ${channelAccessToken}` },
    };
  },
};
