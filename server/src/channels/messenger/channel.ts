import { defineChannel } from "../channel.ts";
import { graphCall } from "../meta/graph-call.ts";
import { answerChallenge, verifyTokenOf } from "../meta/handshake.ts";
import { metaHistory } from "../meta/history.ts";
import { menuFlaws } from "../meta/menu-settings.ts";
import { parseMetaContent } from "../meta/parse-content.ts";
import { readSendReply } from "../meta/read-send-reply.ts";
import { isSignedByMeta } from "../meta/signature.ts";
import { id, object, text, webAddress } from "../read-json.ts";
import { withQuery } from "../with-query.ts";
import { messengerAbilities } from "./abilities.ts";
import { composeMessengerMessage, composeMessengerTyping } from "./compose-message.ts";
import { messengerGuide } from "./guide.ts";
import { messengerLeads } from "./leads.ts";
import { parseMessengerWebhook } from "./parse-webhook.ts";
import { discardPersona } from "./persona.ts";
import { prepareMessengerMessage } from "./preparations.ts";
import { messengerProfile } from "./profile.ts";
import { setUpMessenger } from "./set-up.ts";
import { MessengerSettings } from "./settings.ts";
import { messengerTemplates } from "./templates.ts";

/** A Facebook page's Messenger. */
export const messenger = defineChannel({
  type: "messenger",
  otherPaths: ["/facebook/webhook"],
  title: "Messenger",
  icon: "brand-messenger",
  settings: MessengerSettings,
  normalise: (settings) => ({ settings, flaws: menuFlaws(settings) }),
  abilities: messengerAbilities,
  refLinks: {
    carries: "ref",
    address: ({ chatUrl, code }) => withQuery(chatUrl, { ref: code }),
  },
  leads: messengerLeads,
  templates: messengerTemplates,
  environment: {
    pageAccessToken: "FACEBOOK_PAGE_ACCESS_TOKEN",
    verifyToken: "FACEBOOK_WEBHOOK_VERIFY_TOKEN",
    appSecret: "FACEBOOK_APP_SECRET",
  },
  guide: messengerGuide,
  handshake: answerChallenge,
  verify: (request, { appSecret }) => isSignedByMeta(request, appSecret),
  parse: parseMessengerWebhook,
  verifyToken: verifyTokenOf,
  account: ({ pageId }) => (pageId === "" ? undefined : pageId),
  prepare: prepareMessengerMessage,
  discard: discardPersona,
  compose: composeMessengerMessage,
  composeTyping: composeMessengerTyping,
  readReply: (reply) => readSendReply(reply, { "10900": "policy" }),
  profile: messengerProfile,
  history: metaHistory<typeof MessengerSettings>({
    platform: "messenger",
    access: ({ apiBaseUrl, apiVersion, pageAccessToken: token, pageId }) => {
      const own = pageId === "" ? undefined : pageId;
      return { apiBaseUrl, apiVersion, token, own, owner: own ?? "me" };
    },
    parseContents: (message) => parseMetaContent(message),
    perPage: 100,
    deep: true,
  }),
  media: {
    download: (_located, platformId) => {
      const url = webAddress(platformId);
      return url === undefined ? undefined : { method: "GET", url };
    },
  },
  identify: {
    ask: (settings) => graphCall(settings, settings.pageAccessToken, "GET", "me?fields=id,name"),
    read: ({ status, body }) => {
      const page = object(body);
      const account = id(page.id);
      if (status !== 200 || account === undefined) {
        return undefined;
      }
      return { name: text(page.name) ?? account, account, chatUrl: `https://m.me/${account}` };
    },
  },
  setUp: setUpMessenger,
});
