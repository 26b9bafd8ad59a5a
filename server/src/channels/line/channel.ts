import { defined } from "@chatloom/flows-schema";
import { defineChannel } from "../channel.ts";
import { id, object, text, webAddress } from "../read-json.ts";
import { lineAbilities } from "./abilities.ts";
import { lineCall } from "./call.ts";
import { composeLineMessage, composeLineTyping } from "./compose-message.ts";
import { readLineReply } from "./errors.ts";
import { lineGuide } from "./guide.ts";
import { lineMedia } from "./media.ts";
import { menuFlaws } from "./menu-settings.ts";
import { parseLineWebhook } from "./parse-webhook.ts";
import { lineQuota } from "./quota.ts";
import { menuCalls, prepareLineMessage } from "./rich-menus.ts";
import { LineSettings } from "./settings.ts";
import { isSignedByLine } from "./signature.ts";

/** The address that adds an account as a friend; its id follows. */
const friendPage = "https://line.me/R/ti/p/";

/** A LINE Official Account. */
export const line = defineChannel({
  type: "line",
  title: "LINE",
  icon: "brand-line",
  settings: LineSettings,
  abilities: lineAbilities,
  refLinks: {
    carries: "text",
    address: ({ chatUrl, text }) =>
      chatUrl?.startsWith(friendPage)
        ? `https://line.me/R/oaMessage/${chatUrl.slice(friendPage.length)}/?${encodeURIComponent(text)}`
        : undefined,
  },
  quota: lineQuota,
  environment: {
    channelAccessToken: "LINE_CHANNEL_ACCESS_TOKEN",
    channelSecret: "LINE_CHANNEL_SECRET",
  },
  guide: lineGuide,
  verify: isSignedByLine,
  parse: parseLineWebhook,
  account: ({ botUserId }) => (botUserId === "" ? undefined : botUserId),
  normalise: (settings) => ({ settings, flaws: menuFlaws(settings.richMenus ?? []) }),
  prepare: prepareLineMessage,
  compose: composeLineMessage,
  composeTyping: composeLineTyping,
  readReply: readLineReply,
  profile: {
    ask: (addressId, settings) =>
      lineCall(settings, "GET", `profile/${encodeURIComponent(addressId)}`),
    read: ({ status, body }) => {
      const { displayName, language, pictureUrl } = object(body);
      const profile = defined({
        name: text(displayName),
        language: text(language),
        pictureUrl: webAddress(pictureUrl),
      });
      return status === 200 && Object.keys(profile).length > 0 ? profile : undefined;
    },
  },
  media: lineMedia,
  identify: {
    ask: (settings) => lineCall(settings, "GET", "info"),
    read: ({ status, body }) => {
      const { userId, basicId, displayName } = object(body);
      const account = id(userId);
      if (status !== 200 || account === undefined) {
        return undefined;
      }
      const known = text(basicId);
      return {
        name: text(displayName) ?? known ?? account,
        account,
        learned: { botUserId: account },
        chatUrl: known === undefined ? undefined : friendPage + encodeURIComponent(known),
      };
    },
  },
  setUp: (settings, { webhookUrl }, replies = []) => {
    const endpoint = lineCall(settings, "PUT", "channel/webhook/endpoint", {
      endpoint: webhookUrl,
    });
    const menus = menuCalls(settings, replies.slice(1));
    const tested = lineCall(settings, "POST", "channel/webhook/test", { endpoint: webhookUrl });
    return [endpoint, ...menus, tested];
  },
});
