import { createHmac } from "node:crypto";
import { adminToken, chatwootApi } from "./chatwoot-api.ts";
import {
  accountId,
  type ChatwootConversation,
  chatwootRecords,
  inboxId,
} from "./chatwoot-records.ts";
import type { DoubleCase, DoubleLine, Helpdesk } from "./desk-double.ts";

const secret = "chatwoot_webhook_secret";

/** Chatwoot 4.15: an API inbox, and the agents in it. */
export const chatwootHelpdesk: Helpdesk = ({ now, url, echo }) => {
  const records = chatwootRecords(now, url);
  const { conversations, nextId, add, setStatus, messageCreated, find, attachment } = records;

  function byCustomer(conversation: ChatwootConversation, content: string): readonly unknown[] {
    const { id, body } = conversation.contact;
    const sender = { id, name: String(body.name), type: "contact" };
    const message = add(conversation, {
      content,
      message_type: 0,
      private: false,
      source_id: null,
      sender,
      attachments: [],
    });
    return [messageCreated(conversation, message)];
  }

  return {
    customer: {
      begins(name, text) {
        const contact = { id: nextId(), body: { name } };
        const conversation: ChatwootConversation = {
          id: nextId(),
          contact,
          source_id: `visitor-${contact.id}`,
          custom_attributes: {},
          status: "open",
          updated_at: now() / 1_000,
          messages: [],
        };
        records.contacts.push(contact);
        conversations.push(conversation);
        return { caseId: String(conversation.id), webhooks: byCustomer(conversation, text) };
      },
      writes: (caseId, text) => byCustomer(find(caseId), text),
    },
    platform: {
      type: "chatwoot",
      settings: (address) => ({
        apiBaseUrl: address,
        accountId: String(accountId),
        inboxId: String(inboxId),
        accessToken: adminToken,
        webhookSecret: secret,
      }),
      answer: chatwootApi(records, now, echo),
      envelope: (status) => ({ error: `Status ${status}` }),
      isSend: ({ method, path }) => method === "POST" && path.startsWith("/api/"),
      sign(body) {
        const timestamp = String(Math.floor(now() / 1_000));
        const hmac = createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex");
        return {
          "x-chatwoot-timestamp": timestamp,
          "x-chatwoot-signature": `sha256=${hmac}`,
          "x-chatwoot-delivery": `delivery-${nextId()}`,
        };
      },
    },
    cases: () =>
      conversations.map(
        (it): DoubleCase => ({
          id: String(it.id),
          open: it.status === "open",
          contact: {
            name: String(it.contact.body.name),
            ...(it.contact.body.email !== undefined && { email: String(it.contact.body.email) }),
          },
          lines: it.messages.map(
            (one): DoubleLine => ({
              id: String(one.id),
              by: one.private ? "note" : one.message_type === 0 ? "contact" : "agent",
              text: one.content,
              files: one.attachments.map(({ name }) => name),
            }),
          ),
        }),
      ),
    agent: {
      writes(caseId, words, file) {
        const conversation = find(caseId);
        const attachments = file ? [attachment(file)] : [];
        const message = add(conversation, {
          content: words,
          message_type: 1,
          private: false,
          source_id: null,
          sender: { id: 8, name: "Bea Agent", type: "user" },
          attachments,
        });
        return [messageCreated(conversation, message)];
      },
      notes(caseId, words) {
        const conversation = find(caseId);
        const message = add(conversation, {
          content: words,
          message_type: 1,
          private: true,
          source_id: null,
          sender: { id: 8, name: "Bea Agent", type: "user" },
          attachments: [],
        });
        return [messageCreated(conversation, message)];
      },
      ends: (caseId) => setStatus(find(caseId), "resolved"),
      reopens: (caseId) => setStatus(find(caseId), "open"),
    },
  };
};
