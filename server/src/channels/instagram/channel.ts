import { defineChannel } from "../channel.ts";
import { answerChallenge, verifyTokenOf } from "../meta/handshake.ts";
import { metaHistory } from "../meta/history.ts";
import type { FailureTable } from "../meta/read-graph-error.ts";
import { readSendReply } from "../meta/read-send-reply.ts";
import { isSignedByMeta } from "../meta/signature.ts";
import { webAddress } from "../read-json.ts";
import { withQuery } from "../with-query.ts";
import { instagramAbilities } from "./abilities.ts";
import { composeInstagramMessage, composeInstagramTyping } from "./compose-message.ts";
import { instagramGuide } from "./guide.ts";
import { identifyInstagram } from "./identify.ts";
import { normaliseInstagramSettings } from "./normalise-settings.ts";
import { parseInstagramContent } from "./parse-content.ts";
import { parseInstagramWebhook } from "./parse-webhook.ts";
import { instagramProfile } from "./profile.ts";
import { instagramRenewal } from "./renew.ts";
import { setUpInstagram } from "./set-up.ts";
import { InstagramSettings } from "./settings.ts";

/** Instagram's own codes and subcodes. */
const failures: FailureTable = {
  "100/2534013": "content",
  "100/2534014": "unreachable",
  "100/2534015": "content",
  "100/2534029": "unreachable",
  "100/2534037": "policy",
  "200/2534041": "unreachable",
  "10/2534077": "policy",
  "613/2534040": "busy",
  "10900": "policy",
};

/** The messages and comments of an Instagram professional account. */
export const instagram = defineChannel({
  type: "instagram",
  title: "Instagram",
  icon: "brand-instagram",
  settings: InstagramSettings,
  normalise: normaliseInstagramSettings,
  abilities: instagramAbilities,
  refLinks: {
    carries: "ref",
    address: ({ chatUrl, code }) => withQuery(chatUrl, { ref: code }),
  },
  environment: {
    login: "INSTAGRAM_LOGIN",
    accessToken: "INSTAGRAM_ACCESS_TOKEN",
    verifyToken: "INSTAGRAM_WEBHOOK_VERIFY_TOKEN",
    appSecret: "INSTAGRAM_APP_SECRET",
    accountId: "INSTAGRAM_ACCOUNT_ID",
  },
  guide: instagramGuide,
  handshake: answerChallenge,
  verify: (request, { appSecret }) => isSignedByMeta(request, appSecret),
  parse: parseInstagramWebhook,
  verifyToken: verifyTokenOf,
  account: ({ accountId }) => (accountId === "" ? undefined : accountId),
  compose: composeInstagramMessage,
  composeTyping: composeInstagramTyping,
  readReply: (reply) => readSendReply(reply, failures),
  renew: instagramRenewal,
  profile: instagramProfile,
  history: metaHistory<typeof InstagramSettings>({
    platform: "instagram",
    access: ({ apiBaseUrl, apiVersion, accessToken: token, accountId }) => {
      const own = accountId === "" ? undefined : accountId;
      return { apiBaseUrl, apiVersion, token, own, owner: "me" };
    },
    parseContents: parseInstagramContent,
    // Instagram gives no details of messages before the newest 20.
    perPage: 20,
    deep: false,
  }),
  media: {
    download: (_located, platformId) => {
      const url = webAddress(platformId);
      return url === undefined ? undefined : { method: "GET", url };
    },
  },
  identify: identifyInstagram,
  setUp: setUpInstagram,
});
