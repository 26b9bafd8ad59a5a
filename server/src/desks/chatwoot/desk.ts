import { chatwootCall } from "../../channels/chatwoot-call.ts";
import { mediaByAddress } from "../../channels/file-content.ts";
import { hasChatwootSecret, isSignedByChatwoot } from "../../channels/is-signed-by-chatwoot.ts";
import { readByStatus } from "../../channels/read-by-status.ts";
import { id, object, text } from "../../channels/read-json.ts";
import { actionOf } from "../action-of.ts";
import { defineDesk } from "../desk.ts";
import { catchUpWithChatwoot } from "./catch-up.ts";
import { closeChatwootCase, forwardToChatwoot } from "./forward-message.ts";
import { chatwootGuide } from "./guide.ts";
import { longestText, openChatwootCase } from "./open-case.ts";
import { chatwootAccount, parseChatwootWebhook } from "./parse-webhook.ts";
import { readChatwootMessages } from "./read-messages.ts";
import { ChatwootSettings } from "./settings.ts";

/** An API inbox of Chatwoot in which agents answer. */
export const chatwoot = defineDesk({
  type: "chatwoot",
  title: "Chatwoot",
  icon: "message-2-bolt",
  settings: ChatwootSettings,
  abilities: { textLimit: longestText, rate: { perSecond: 10, burst: 20 } },
  environment: {
    apiBaseUrl: "CHATWOOT_BASE_URL",
    accountId: "CHATWOOT_ACCOUNT_ID",
    inboxId: "CHATWOOT_INBOX_ID",
    accessToken: "CHATWOOT_API_TOKEN",
    webhookSecret: "CHATWOOT_WEBHOOK_SECRET",
  },
  otherPaths: ["/api/webhooks/chatwoot", "/service-api-webhook/chatwoot-webhook"],
  guide: chatwootGuide,
  verify: (request, { webhookSecret }, now) => isSignedByChatwoot(request, webhookSecret, now),
  signs: ({ webhookSecret }) => hasChatwootSecret(webhookSecret),
  parse: parseChatwootWebhook,
  readMessages: readChatwootMessages,
  respond: () => ({ status: 200, body: "EVENT_RECEIVED" }),
  account: ({ accountId, inboxId }) => chatwootAccount(accountId, inboxId),
  readReply: (reply) => {
    const { error, errors, message } = object(reply.body);
    const [first] = Array.isArray(errors) ? errors : [errors];
    return readByStatus("Chatwoot", reply, text(error) ?? text(message) ?? text(first));
  },
  media: mediaByAddress,
  identify: {
    ask: (settings) => chatwootCall(settings, "GET", `inboxes/${settings.inboxId}`),
    read: ({ status, body }) => {
      const { name, channel_type: kind } = object(body);
      if (status >= 300 || id(object(body).id) === undefined) {
        return undefined;
      }
      return kind === "Channel::Api"
        ? { name: text(name) ?? "Chatwoot" }
        : {
            problem:
              "This inbox is not of the kind API. Create one in Chatwoot: Inboxes > Add inbox > API.",
          };
    },
  },
  setUp: (settings, { webhookUrl }) => [
    chatwootCall(settings, "PATCH", `inboxes/${settings.inboxId}`, {
      channel: { webhook_url: webhookUrl },
    }),
  ],
  open: actionOf(openChatwootCase),
  forward: actionOf(forwardToChatwoot),
  close: actionOf(closeChatwootCase),
  catchUp: actionOf(catchUpWithChatwoot),
});
