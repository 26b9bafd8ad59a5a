import { defineChannel } from "../channel.ts";
import { webAddress } from "../read-json.ts";
import { zaloAbilities } from "./abilities.ts";
import { composeZaloMessage, prepareZaloMessage } from "./compose-message.ts";
import { readZaloReply } from "./errors.ts";
import { zaloGuide } from "./guide.ts";
import { identifyZalo, zaloProfile } from "./identify.ts";
import { parseZaloWebhook } from "./parse-webhook.ts";
import { zaloRenewal } from "./renew.ts";
import { ZaloSettings } from "./settings.ts";
import { isSignedByZalo, isZaloProbe } from "./signature.ts";
import { zaloTemplates } from "./templates.ts";

/** A Zalo Official Account. */
export const zalo = defineChannel({
  type: "zalo",
  otherPaths: ["/zalo/webhook"],
  title: "Zalo OA",
  icon: "letter-z",
  settings: ZaloSettings,
  abilities: zaloAbilities,
  refLinks: { carries: "typed", address: ({ chatUrl }) => chatUrl },
  environment: {
    appId: "ZALO_APP_ID",
    appSecret: "ZALO_SECRET_KEY",
    oaSecretKey: "ZALO_OA_SECRET_KEY",
    oaId: "ZALO_OA_ID",
    accessToken: "ZALO_ACCESS_TOKEN",
    refreshToken: "ZALO_REFRESH_TOKEN",
  },
  guide: zaloGuide,
  isProbe: isZaloProbe,
  verify: isSignedByZalo,
  parse: parseZaloWebhook,
  account: ({ oaId }) => (oaId === "" ? undefined : oaId),
  templates: zaloTemplates,
  prepare: prepareZaloMessage,
  compose: composeZaloMessage,
  readReply: readZaloReply,
  renew: zaloRenewal,
  profile: zaloProfile,
  media: {
    download: (_located, platformId) => {
      const url = webAddress(platformId);
      return url === undefined ? undefined : { method: "GET", url };
    },
  },
  identify: identifyZalo,
});
