import { defineChannel } from "../channel.ts";
import { graphCall } from "../meta/graph-call.ts";
import { answerChallenge, verifyTokenOf } from "../meta/handshake.ts";
import { isSignedByMeta } from "../meta/signature.ts";
import { id, object, text } from "../read-json.ts";
import { withQuery } from "../with-query.ts";
import { whatsappAbilities } from "./abilities.ts";
import { composeWhatsappMessage, composeWhatsappTyping } from "./compose-message.ts";
import { readWhatsappReply } from "./errors.ts";
import { whatsappGuide } from "./guide.ts";
import { whatsappMedia } from "./media.ts";
import { parseWhatsappWebhook } from "./parse-webhook.ts";
import { WhatsappSettings } from "./settings.ts";
import { readStanding, standingFields } from "./standing.ts";
import { whatsappTemplates } from "./templates.ts";

/** A WhatsApp Business number on Meta's Cloud API. */
export const whatsapp = defineChannel({
  type: "whatsapp",
  otherPaths: ["/api/v1/whatsapp/webhooks"],
  title: "WhatsApp",
  icon: "brand-whatsapp",
  settings: WhatsappSettings,
  abilities: whatsappAbilities,
  refLinks: {
    carries: "text",
    address: ({ chatUrl, text }) => withQuery(chatUrl, { text }),
  },
  environment: {
    phoneNumberId: "WHATSAPP_PHONE_NUMBER_ID",
    accessToken: "WHATSAPP_ACCESS_TOKEN",
    verifyToken: "WHATSAPP_WEBHOOK_VERIFY_TOKEN",
    appSecret: "WHATSAPP_APP_SECRET",
    apiVersion: "WHATSAPP_API_VERSION",
  },
  guide: whatsappGuide,
  handshake: answerChallenge,
  verify: (request, { appSecret }) => isSignedByMeta(request, appSecret),
  parse: parseWhatsappWebhook,
  verifyToken: verifyTokenOf,
  account: ({ phoneNumberId }) => phoneNumberId,
  owner: ({ wabaId }) => wabaId,
  templates: whatsappTemplates,
  addressOf: ({ phone }) => phone?.replace("+", ""),
  compose: composeWhatsappMessage,
  composeTyping: composeWhatsappTyping,
  readReply: readWhatsappReply,
  media: whatsappMedia,
  identify: {
    ask: (settings) =>
      graphCall(
        settings,
        settings.accessToken,
        "GET",
        `${settings.phoneNumberId}?fields=display_phone_number,verified_name,${standingFields}`,
      ),
    read: ({ status, body }) => {
      const number = object(body);
      const account = id(number.id);
      const phone = text(number.display_phone_number);
      const names = [text(number.verified_name), phone];
      if (status !== 200 || account === undefined) {
        return undefined;
      }
      const digits = phone?.replace(/\D/g, "") ?? "";
      return {
        name: names.filter((it) => it !== undefined).join(" ") || account,
        account,
        standing: readStanding(number),
        chatUrl: digits === "" ? undefined : `https://wa.me/${digits}`,
      };
    },
  },
  setUp: (settings, { webhookUrl, verifyToken }) => {
    const override = { override_callback_uri: webhookUrl, verify_token: verifyToken };
    const call = (path: string, json: unknown) =>
      graphCall(settings, settings.accessToken, "POST", path, json);
    // Without the business account's id only this number can be pointed here.
    return settings.wabaId === undefined || settings.wabaId === ""
      ? [call(settings.phoneNumberId, { webhook_configuration: override })]
      : [call(`${settings.wabaId}/subscribed_apps`, override)];
  },
});
