import { defined } from "@chatloom/flows-schema";
import { defineChannel } from "../channel.ts";
import { cutText } from "../cut-text.ts";
import { object, text, webAddress } from "../read-json.ts";
import { withQuery } from "../with-query.ts";
import { viberAbilities } from "./abilities.ts";
import { viberCall } from "./call.ts";
import { composeViberMessage } from "./compose-message.ts";
import { readViberReply } from "./errors.ts";
import { greet } from "./greeting.ts";
import { viberGuide } from "./guide.ts";
import { parseViberWebhook } from "./parse-webhook.ts";
import { longestName } from "./sender.ts";
import { ViberSettings } from "./settings.ts";
import { isSignedByViber } from "./signature.ts";

/** A Viber bot. */
export const viber = defineChannel({
  type: "viber",
  title: "Viber",
  icon: "brand-viber",
  settings: ViberSettings,
  abilities: viberAbilities,
  refLinks: {
    carries: "ref",
    address: ({ chatUrl, code, text }) => withQuery(chatUrl, { context: code, text }),
  },
  environment: { authToken: "VIBER_AUTH_TOKEN" },
  guide: viberGuide,
  verify: (request, { authToken }) => isSignedByViber(request, authToken),
  parse: parseViberWebhook,
  respond: greet,
  account: () => undefined,
  compose: composeViberMessage,
  readReply: readViberReply,
  media: {
    download: (_located, platformId) => {
      const url = webAddress(platformId);
      return url === undefined ? undefined : { method: "GET", url };
    },
  },
  identify: {
    ask: (settings) => viberCall(settings, "get_account_info"),
    read: ({ body }) => {
      const { status, id, name, uri } = object(body);
      const [account, shown] = [text(id), text(name)];
      if (status !== 0 || account === undefined) {
        return undefined;
      }
      const address = text(uri);
      const chatUrl = address && `viber://pa?chatURI=${encodeURIComponent(address)}`;
      return {
        name: shown ?? account,
        account,
        ...defined({ chatUrl }),
        learned: defined({ senderName: shown && cutText(shown, longestName) }),
      };
    },
  },
  setUp: (settings, { webhookUrl }) => [
    viberCall(settings, "set_webhook", {
      url: webhookUrl,
      event_types: [
        "delivered",
        "seen",
        "failed",
        "subscribed",
        "unsubscribed",
        "conversation_started",
      ],
      send_name: true,
      send_photo: true,
    }),
  ],
});
