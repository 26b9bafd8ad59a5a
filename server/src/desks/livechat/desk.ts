import { mediaByAddress } from "../../channels/file-content.ts";
import { readByStatus } from "../../channels/read-by-status.ts";
import { json, object, text } from "../../channels/read-json.ts";
import { sameSecret } from "../../channels/same-secret.ts";
import { actionOf } from "../action-of.ts";
import { defineDesk } from "../desk.ts";
import { livechatCall } from "./call.ts";
import { catchUpWithLivechat } from "./catch-up.ts";
import { closeLivechatCase, forwardToLivechat } from "./forward-message.ts";
import { livechatGuide } from "./guide.ts";
import { longestText, openLivechatCase } from "./open-chat.ts";
import { parseLivechatWebhook } from "./parse-webhook.ts";
import { errorType } from "./send-event.ts";
import { setUpLivechat } from "./set-up.ts";
import { LivechatSettings } from "./settings.ts";

const passing = ["too_many_requests", "request_timeout", "service_unavailable", "internal"];

/** LiveChat: a chat with the agents of a group for each handed-over conversation. */
export const livechat = defineDesk({
  type: "livechat",
  title: "LiveChat",
  icon: "messages",
  settings: LivechatSettings,
  abilities: { textLimit: longestText, rate: { perSecond: 3, burst: 10 } },
  environment: {
    accountId: "LIVECHAT_ACCOUNT_ID",
    accessToken: "LIVECHAT_ACCESS_TOKEN",
    agentId: "LIVECHAT_AGENT_EMAIL",
    groupId: "LIVECHAT_GROUP_ID",
    clientId: "LIVECHAT_CLIENT_ID",
    webhookSecret: "LIVECHAT_WEBHOOK_SECRET",
  },
  otherPaths: ["/livechat/webhook"],
  guide: livechatGuide,
  // LiveChat signs nothing: it sends the secret in the body.
  verify: ({ body }, { webhookSecret }) =>
    sameSecret(object(json(Buffer.from(body).toString("utf8"))).secret_key, webhookSecret),
  parse: parseLivechatWebhook,
  account: ({ organizationId }) => organizationId || undefined,
  readReply: (reply) => {
    const status = passing.includes(errorType(reply.body) ?? "") ? 503 : reply.status;
    const said = text(object(object(reply.body).error).message);
    return readByStatus("LiveChat", { ...reply, status }, said);
  },
  media: mediaByAddress,
  identify: {
    ask: (settings) =>
      livechatCall(settings, "get_agent", { id: settings.agentId }, undefined, "configuration"),
    read: ({ status, body }) => {
      const { id: agentId, name } = object(body);
      return status >= 300 || text(agentId) === undefined
        ? undefined
        : { name: text(name) ?? text(agentId) ?? "LiveChat" };
    },
  },
  setUp: setUpLivechat,
  open: actionOf(openLivechatCase),
  forward: actionOf(forwardToLivechat),
  close: actionOf(closeLivechatCase),
  catchUp: actionOf(catchUpWithLivechat),
});
