import { mediaByAddress } from "../../channels/file-content.ts";
import { readByStatus } from "../../channels/read-by-status.ts";
import { id, object, objects, text } from "../../channels/read-json.ts";
import { actionOf } from "../action-of.ts";
import { defineDesk } from "../desk.ts";
import { longestBody } from "./add-part.ts";
import { intercomCall } from "./call.ts";
import { catchUpWithIntercom } from "./catch-up.ts";
import { closeIntercomCase, forwardToIntercom } from "./forward-message.ts";
import { intercomGuide } from "./guide.ts";
import { openIntercomCase } from "./open-case.ts";
import { parseIntercomWebhook } from "./parse-webhook.ts";
import { IntercomSettings } from "./settings.ts";
import { isSignedByIntercom } from "./signature.ts";

/** Intercom: a conversation for each handed-over contact, answered by teammates. */
export const intercom = defineDesk({
  type: "intercom",
  title: "Intercom",
  icon: "message-chatbot",
  settings: IntercomSettings,
  // An app may make 10,000 calls a minute, counted in slots of ten seconds.
  abilities: { textLimit: longestBody, rate: { perSecond: 50, burst: 100 } },
  environment: {
    apiBaseUrl: "INTERCOM_BASE_URL",
    accessToken: "INTERCOM_ACCESS_TOKEN",
    adminId: "INTERCOM_ADMIN_ID",
    workspaceId: "INTERCOM_WORKSPACE_ID",
    clientSecret: "INTERCOM_CLIENT_SECRET",
  },
  guide: intercomGuide,
  verify: (request, { clientSecret }) => isSignedByIntercom(request, clientSecret),
  signs: ({ clientSecret = "" }) => clientSecret !== "",
  parse: parseIntercomWebhook,
  account: ({ workspaceId }) => workspaceId || undefined,
  readReply: (reply) => {
    const [first] = objects(object(reply.body).errors);
    return readByStatus("Intercom", reply, text(first?.message) ?? text(first?.code));
  },
  media: mediaByAddress,
  identify: {
    ask: (settings) => intercomCall(settings, "GET", "me"),
    read: ({ status, body }) => {
      const { id: given, name, email, app } = object(body);
      const adminId = id(given);
      const workspaceId = id(object(app).id_code);
      if (status >= 300 || adminId === undefined || workspaceId === undefined) {
        return undefined;
      }
      const who = text(name) ?? text(email) ?? "Intercom";
      return { name: who, account: workspaceId, learned: { adminId, workspaceId } };
    },
  },
  open: actionOf(openIntercomCase),
  forward: actionOf(forwardToIntercom),
  close: actionOf(closeIntercomCase),
  catchUp: actionOf(catchUpWithIntercom),
});
