import type { HttpCall, HttpReply } from "../channel.ts";
import { graphCall } from "../meta/graph-call.ts";
import { object, webAddress } from "../read-json.ts";
import type { WhatsappSettings } from "./settings.ts";

/** A file's id leads to an address that lives five minutes and wants the same token. */
export const whatsappMedia = {
  locate: (platformId: string, settings: WhatsappSettings): HttpCall =>
    graphCall(
      settings,
      settings.accessToken,
      "GET",
      `${encodeURIComponent(platformId)}?phone_number_id=${settings.phoneNumberId}`,
    ),
  download: (
    located: HttpReply | undefined,
    _platformId: string,
    { accessToken }: WhatsappSettings,
  ): HttpCall | undefined => {
    const url = webAddress(object(located?.body).url);
    if (url === undefined) {
      return undefined;
    }
    return { method: "GET", url, headers: { authorization: `Bearer ${accessToken}` } };
  },
};
