import { defineChannel } from "../channel.ts";
import { chatwootCall } from "../chatwoot-call.ts";
import { mediaByAddress } from "../file-content.ts";
import { hasChatwootSecret, isSignedByChatwoot } from "../is-signed-by-chatwoot.ts";
import { readByStatus } from "../read-by-status.ts";
import { id, object, text } from "../read-json.ts";
import { chatwootBotAbilities } from "./abilities.ts";
import { asBot, composeChatwootMessage } from "./compose-message.ts";
import { chatwootBotGuide } from "./guide.ts";
import { chatwootHistory } from "./history.ts";
import { parseChatwootBotWebhook } from "./parse-webhook.ts";
import { setUpChatwootBot } from "./set-up.ts";
import { ChatwootBotSettings } from "./settings.ts";

/** An inbox of Chatwoot whose pending conversations flows answer, as its agent bot. */
export const chatwootBot = defineChannel({
  type: "chatwoot-bot",
  title: "Chatwoot inbox",
  icon: "message-2-bolt",
  settings: ChatwootBotSettings,
  abilities: chatwootBotAbilities,
  environment: {
    apiBaseUrl: "CHATWOOT_BOT_BASE_URL",
    accountId: "CHATWOOT_BOT_ACCOUNT_ID",
    inboxId: "CHATWOOT_BOT_INBOX_ID",
    accessToken: "CHATWOOT_BOT_API_TOKEN",
    botToken: "CHATWOOT_BOT_TOKEN",
    webhookSecret: "CHATWOOT_BOT_WEBHOOK_SECRET",
  },
  otherPaths: ["/api/webhooks/chatwoot"],
  guide: chatwootBotGuide,
  verify: (request, { webhookSecret }, now) => isSignedByChatwoot(request, webhookSecret, now),
  signs: ({ webhookSecret }) => hasChatwootSecret(webhookSecret),
  parse: parseChatwootBotWebhook,
  respond: () => ({ status: 200, body: "EVENT_RECEIVED" }),
  account: ({ accountId, inboxId }) => `${accountId}/${inboxId}`,
  compose: composeChatwootMessage,
  composeTyping: ({ to }, settings) =>
    chatwootCall(asBot(settings), "POST", `conversations/${to}/toggle_typing_status`, {
      typing_status: "on",
    }),
  composeOwner: (to, owner, settings) =>
    chatwootCall(asBot(settings), "POST", `conversations/${to}/toggle_status`, {
      status: owner === "us" ? "pending" : "open",
    }),
  readReply: (reply) => {
    const { error, errors, message } = object(reply.body);
    const [first] = Array.isArray(errors) ? errors : [errors];
    const read = readByStatus("Chatwoot", reply, text(error) ?? text(message) ?? text(first));
    return read.ok ? { ok: true, messageId: id(object(reply.body).id) } : read;
  },
  media: mediaByAddress,
  identify: {
    ask: (settings) => chatwootCall(settings, "GET", `inboxes/${settings.inboxId}`),
    read: ({ status, body }) => {
      const { name, id: inbox } = object(body);
      return status >= 300 || id(inbox) === undefined
        ? undefined
        : { name: text(name) ?? "Chatwoot", account: id(inbox) ?? "" };
    },
  },
  setUp: setUpChatwootBot,
  history: chatwootHistory,
});
