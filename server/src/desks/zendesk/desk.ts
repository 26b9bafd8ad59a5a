import { defined } from "@chatloom/flows-schema";
import { mediaByAddress } from "../../channels/file-content.ts";
import { readByStatus } from "../../channels/read-by-status.ts";
import { id, object, text } from "../../channels/read-json.ts";
import { actionOf } from "../action-of.ts";
import { defineDesk } from "../desk.ts";
import { closeTicket, forwardToZendesk, longestComment, openTicket } from "./actions.ts";
import { zendeskCall } from "./call.ts";
import { catchUpWithZendesk } from "./catch-up.ts";
import { zendeskGuide } from "./guide.ts";
import { parseZendeskWebhook } from "./parse-webhook.ts";
import { readZendeskMessages } from "./read-messages.ts";
import { ZendeskSettings } from "./settings.ts";
import { isSignedByZendesk } from "./signature.ts";

/** Zendesk Support: a ticket for each handed-over conversation. */
export const zendesk = defineDesk({
  type: "zendesk",
  title: "Zendesk",
  icon: "ticket",
  settings: ZendeskSettings,
  // The smallest plan takes 200 calls a minute.
  abilities: { textLimit: longestComment, rate: { perSecond: 3, burst: 10 } },
  environment: {
    apiBaseUrl: "ZENDESK_BASE_URL",
    email: "ZENDESK_EMAIL",
    apiToken: "ZENDESK_API_TOKEN",
    userId: "ZENDESK_USER_ID",
    signingSecret: "ZENDESK_SIGNING_SECRET",
  },
  guide: zendeskGuide,
  verify: (request, { signingSecret }, now) => isSignedByZendesk(request, signingSecret, now),
  signs: ({ signingSecret = "" }) => signingSecret !== "",
  otherPaths: ["/service-api-webhook/zendesk-webhook"],
  parse: parseZendeskWebhook,
  readMessages: readZendeskMessages,
  account: () => undefined,
  readReply: (reply) => {
    const { error, description } = object(reply.body);
    const named = text(error) ?? text(object(error).title);
    // Somebody else changed the ticket at the same time.
    const status = reply.status === 409 ? 429 : reply.status;
    return readByStatus("Zendesk", { ...reply, status }, text(description) ?? named);
  },
  media: mediaByAddress,
  identify: {
    ask: (settings) => zendeskCall(settings, "GET", "users/me.json"),
    read: ({ status, body }) => {
      const { name, role, id: given } = object(object(body).user);
      const userId = id(given);
      if (status >= 300 || text(name) === undefined) {
        return undefined;
      }
      return role === "agent" || role === "admin"
        ? {
            name: text(name) ?? "Zendesk",
            ...defined({ learned: userId === undefined ? undefined : { userId } }),
          }
        : { problem: "This user is no agent of Zendesk. Check the e-mail and the API token." };
    },
  },
  open: actionOf(openTicket),
  forward: actionOf(forwardToZendesk),
  close: actionOf(closeTicket),
  catchUp: actionOf(catchUpWithZendesk),
});
