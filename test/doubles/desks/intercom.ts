import { createHmac } from "node:crypto";
import type { DoubleCase, DoubleLine, Helpdesk } from "./desk-double.ts";
import { accessToken, intercomApi } from "./intercom-api.ts";
import {
  type IntercomConversation,
  type IntercomPart,
  intercomRecords,
  ourAdmin,
  teammate,
  workspaceId,
} from "./intercom-records.ts";

const secret = "intercom_client_secret";

/** Intercom: conversations of its inbox, and the teammates who answer them. */
export const intercomHelpdesk: Helpdesk = ({ now, url, echo }) => {
  const records = intercomRecords(now, url);
  const { conversations, add, setState, notify, find, keep } = records;

  return {
    platform: {
      type: "intercom",
      settings: (address) => ({
        apiBaseUrl: address,
        accessToken,
        adminId: ourAdmin.id,
        workspaceId,
        clientSecret: secret,
      }),
      answer: intercomApi(records, echo),
      envelope: (status) => ({
        type: "error.list",
        errors: [{ code: String(status), message: `Status ${status}` }],
      }),
      isSend: ({ method, path }) => method === "POST" && !path.endsWith("/search"),
      sign: (body) => ({
        "x-hub-signature": `sha1=${createHmac("sha1", secret).update(body).digest("hex")}`,
      }),
    },
    cases: () => conversations.map(caseOf),
    agent: {
      writes(caseId, words, file) {
        const conversation = find(caseId);
        const part = add(conversation, {
          part_type: "comment",
          body: words === "" ? "" : `<p>${words}</p>`,
          author: teammate,
          attachments: file ? [keep(file)] : [],
        });
        return [notify("conversation.admin.replied", conversation, part)];
      },
      notes(caseId, words) {
        const conversation = find(caseId);
        const body = `<p>${words}</p>`;
        const part = add(conversation, { part_type: "note", body, author: teammate });
        return [notify("conversation.admin.noted", conversation, part)];
      },
      ends: (caseId) => setState(find(caseId), "closed", teammate),
      reopens: (caseId) => setState(find(caseId), "open", teammate),
    },
  };
};

function caseOf({ id, contact, state, parts }: IntercomConversation): DoubleCase {
  const { name, email } = contact;
  return {
    id,
    open: state === "open",
    contact: { name, ...(email !== undefined && { email }) },
    lines: parts.filter((it) => it.body !== "" || it.attachments.length > 0).map(lineOf),
  };
}

function lineOf({ id, author, part_type, body, attachments }: IntercomPart): DoubleLine {
  return {
    id,
    by: part_type === "note" ? "note" : author.type === "user" ? "contact" : "agent",
    text: visible(body),
    files: attachments.map((it) => it.name),
  };
}

/** Gives the text of a body that teammates see. */
function visible(body: string): string {
  return body.replaceAll(/<\/?p>/g, "").replaceAll(/[\u200b\u200c]/g, "");
}
