import { addressBelow } from "../address-below.ts";
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
    const path = `v2/bot/message/${encodeURIComponent(platformId)}/content`;
    return {
      method: "GET",
      url: addressBelow(contentBaseUrl, path),
      headers: { authorization: `Bearer ${channelAccessToken}` },
    };
  },
};
