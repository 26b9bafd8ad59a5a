import type { HttpCall, HttpReply } from "../channel.ts";
import { object, webAddress } from "../read-json.ts";
import { tiktokCall } from "./call.ts";
import { readMediaId } from "./media-id.ts";
import type { TiktokSettings } from "./settings.ts";

/** A picture or video by the place that its id names; a contact's own picture has an address. */
export const tiktokMedia = {
  locate: (platformId: string, settings: TiktokSettings): HttpCall | undefined => {
    const place = readMediaId(platformId);
    return (
      place &&
      tiktokCall(settings, "business/message/media/download", {
        conversation_id: place.conversationId,
        message_id: place.messageId,
        media_id: place.mediaId,
        media_type: place.mediaType,
      })
    );
  },
  download: (
    located: HttpReply | undefined,
    platformId: string,
    { accessToken }: TiktokSettings,
  ): HttpCall | undefined => {
    if (!located) {
      const address = webAddress(platformId);
      return address === undefined ? undefined : { method: "GET", url: address };
    }
    const url = webAddress(object(object(located.body).data).download_url);
    return url === undefined
      ? undefined
      : { method: "GET", url, headers: { "x-user": accessToken } };
  },
};
