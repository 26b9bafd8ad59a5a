import { defineChannel } from "../channel.ts";
import { object, text } from "../read-json.ts";
import { withQuery } from "../with-query.ts";
import { tiktokAbilities } from "./abilities.ts";
import { tiktokQuery, tiktokUrl } from "./call.ts";
import {
  composeTiktokMessage,
  composeTiktokTyping,
  prepareTiktokMessage,
} from "./compose-message.ts";
import { readTiktokReply } from "./errors.ts";
import { tiktokGuide } from "./guide.ts";
import { tiktokMedia } from "./media.ts";
import { parseTiktokWebhook } from "./parse-webhook.ts";
import { tiktokProfile } from "./profile.ts";
import { tiktokRenewal } from "./renew.ts";
import { TiktokSettings } from "./settings.ts";
import { isSignedByTiktok } from "./signature.ts";

/** The direct messages of a TikTok Business account. */
export const tiktok = defineChannel({
  type: "tiktok",
  otherPaths: ["/tiktok/webhook"],
  title: "TikTok",
  icon: "brand-tiktok",
  settings: TiktokSettings,
  abilities: tiktokAbilities,
  refLinks: {
    carries: "ref",
    address: ({ chatUrl, code }) => withQuery(chatUrl, { ref: code }),
  },
  environment: {
    appId: "TIKTOK_APP_ID",
    appSecret: "TIKTOK_APP_SECRET",
    businessId: "TIKTOK_BUSINESS_ID",
    accessToken: "TIKTOK_ACCESS_TOKEN",
    refreshToken: "TIKTOK_REFRESH_TOKEN",
  },
  guide: tiktokGuide,
  verify: isSignedByTiktok,
  parse: parseTiktokWebhook,
  account: ({ businessId }) => (businessId === "" ? undefined : businessId),
  prepare: prepareTiktokMessage,
  compose: composeTiktokMessage,
  composeTyping: composeTiktokTyping,
  readReply: readTiktokReply,
  renew: tiktokRenewal,
  profile: tiktokProfile,
  media: tiktokMedia,
  identify: {
    ask: (settings) =>
      tiktokQuery(settings, "business/get", { fields: '["username","display_name"]' }),
    read: ({ body }) => {
      const { code, data } = object(body);
      const { username, display_name } = object(data);
      const handle = text(username);
      const name = text(display_name) ?? handle;
      if (code !== 0 || name === undefined) {
        return undefined;
      }
      return handle === undefined ? { name } : { name, chatUrl: `https://tiktok.me/${handle}` };
    },
  },
  setUp: (settings, { webhookUrl }) => [
    {
      method: "POST",
      url: tiktokUrl(settings, "business/webhook/update"),
      json: {
        app_id: settings.appId,
        secret: settings.appSecret,
        event_type: "DIRECT_MESSAGE",
        callback_url: webhookUrl,
      },
    },
  ],
});
