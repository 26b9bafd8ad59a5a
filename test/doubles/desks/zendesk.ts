import { createHmac } from "node:crypto";
import type { AgentFile, DoubleCase, DoubleLine, Helpdesk } from "./desk-double.ts";
import { apiEmail, apiToken, zendeskApi } from "./zendesk-api.ts";
import { agent, type ZendeskTicket, zendeskRecords } from "./zendesk-records.ts";

const secret = "dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==";

/** Zendesk Support: its API for tickets, its event subscriptions, and the agents. */
export const zendeskHelpdesk: Helpdesk = ({ now, url, echo }) => {
  const records = zendeskRecords(now);
  const { users, tickets, files, nextId, moment, add, setStatus, commentAdded, find } = records;

  function byAgent(
    caseId: string,
    body: string,
    isPublic: boolean,
    file?: AgentFile,
  ): readonly unknown[] {
    const ticket = find(caseId);
    const path = `/attachments/${nextId()}/${file?.name}`;
    if (file) {
      files.set(path, file);
    }
    const attachments = file
      ? [
          {
            file_name: file.name,
            content_url: url() + path,
            content_type: file.mimeType,
            size: file.bytes.length,
          },
        ]
      : [];
    const added = add(ticket, { author_id: agent.id, body, public: isPublic, attachments });
    return [commentAdded(ticket, added)];
  }

  function byCustomer(ticket: ZendeskTicket, body: string): readonly unknown[] {
    const author_id = ticket.requester_id;
    return [commentAdded(ticket, add(ticket, { author_id, body, public: true, attachments: [] }))];
  }

  return {
    customer: {
      begins(name, text) {
        const requester = { id: nextId(), name, role: "end-user" };
        const ticket: ZendeskTicket = {
          id: nextId(),
          external_id: "",
          requester_id: requester.id,
          tags: [],
          status: "open",
          updated_at: moment(),
          comments: [],
          audits: [],
        };
        users.set(requester.id, requester);
        tickets.push(ticket);
        return { caseId: String(ticket.id), webhooks: byCustomer(ticket, text) };
      },
      writes: (caseId, text) => byCustomer(find(caseId), text),
    },
    platform: {
      type: "zendesk",
      settings: (address) => ({
        apiBaseUrl: address,
        email: apiEmail,
        apiToken,
        signingSecret: secret,
      }),
      answer: zendeskApi(records, echo),
      envelope: (status) => ({ error: `Error${status}`, description: `Status ${status}` }),
      isSend: ({ method }) => method !== "GET",
      sign(body) {
        const time = moment();
        return {
          "x-zendesk-webhook-signature-timestamp": time,
          "x-zendesk-webhook-signature": createHmac("sha256", secret)
            .update(time + body)
            .digest("base64"),
        };
      },
    },
    cases: () =>
      tickets.map(
        (it): DoubleCase => ({
          id: String(it.id),
          open: it.status === "open",
          contact: { name: users.get(it.requester_id)?.name ?? "" },
          lines: it.comments.map(
            (one): DoubleLine => ({
              id: String(one.id),
              by: !one.public ? "note" : one.author_id === it.requester_id ? "contact" : "agent",
              text: one.body,
              files: one.attachments.map((file) => file.file_name),
            }),
          ),
        }),
      ),
    agent: {
      writes: (caseId, words, file) => byAgent(caseId, words, true, file),
      notes: (caseId, words) => byAgent(caseId, words, false),
      ends: (caseId) => setStatus(find(caseId), "solved"),
      reopens: (caseId) => setStatus(find(caseId), "open"),
    },
  };
};
