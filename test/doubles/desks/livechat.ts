import type { DoubleCase, DoubleLine, Helpdesk } from "./desk-double.ts";
import { accessToken, accountId, livechatApi } from "./livechat-api.ts";
import {
  agentId,
  groupId,
  type LivechatChat,
  type LivechatEvent,
  livechatRecords,
  ourAgent,
} from "./livechat-records.ts";

const secret = "livechat_secret";

/** LiveChat: the part of its Agent Chat API that hands a contact over, and the agents of a group. */
export const livechatHelpdesk: Helpdesk = ({ now, url, echo }) => {
  const records = livechatRecords(now, url);
  const { chats, add, tell, threadOf, find } = records;

  return {
    platform: {
      type: "livechat",
      settings: (address) => ({
        apiBaseUrl: address,
        accountId,
        accessToken,
        agentId: ourAgent,
        groupId: String(groupId),
        webhookSecret: secret,
      }),
      answer: livechatApi(records, echo),
      envelope: (status) => ({
        error: { type: typeOf(status), message: `Status ${status}` },
      }),
      isSend: ({ path }) => !/list_|\/files\//.test(path),
      sign: () => ({}),
    },
    seal: (webhook) => ({ ...(webhook as object), secret_key: secret }),
    cases: () => chats.map(caseOf),
    agent: {
      writes(caseId, words, file) {
        const chat = find(caseId);
        const base = { author_id: agentId, visibility: "all" };
        const events = [
          ...(words === "" ? [] : [add(chat, { ...base, type: "message", text: words })]),
          ...(file ? [add(chat, { ...base, ...fileOf(file) } as never)] : []),
        ];
        return events.map((it) => incoming(chat, it));
      },
      notes(caseId, words) {
        const chat = find(caseId);
        const base = { author_id: agentId, visibility: "agents" };
        return [incoming(chat, add(chat, { ...base, type: "message", text: words }))];
      },
      ends: (caseId) => [records.endThread(find(caseId), agentId)],
      reopens(caseId) {
        const chat = find(caseId);
        chat.agents.set(agentId, "all");
        records.beginThread(chat);
        return [tell("incoming_chat", { requester_id: agentId, chat: records.summary(chat) })];
      },
    },
  };

  function fileOf(file: { name: string; mimeType: string; bytes: Uint8Array }) {
    const { name, mimeType: content_type, bytes } = file;
    return { type: "file", url: records.keep(file), name, content_type, size: bytes.length };
  }

  function incoming(chat: LivechatChat, event: LivechatEvent): unknown {
    const payload = { chat_id: chat.id, thread_id: threadOf(chat).id, event };
    return tell("incoming_event", payload);
  }
};

function typeOf(status: number): string {
  return status >= 500 ? "service_unavailable" : status === 403 ? "authorization" : "validation";
}

function caseOf({ id, customer, threads }: LivechatChat): DoubleCase {
  const { name, email } = customer;
  const events = threads.flatMap((it) => it.events).filter((it) => it.type !== "system_message");
  return {
    id,
    open: threads.at(-1)?.active === true,
    contact: { name, ...(email !== undefined && { email }) },
    lines: events.map((it) => lineOf(it, name)),
  };
}

/** Reads a line. A contact's texts are sent by our agent, with the contact's name before them. */
function lineOf({ id, author_id, text = "", name }: LivechatEvent, contact: string): DoubleLine {
  const byContact =
    author_id === ourAgent && (name !== undefined || text.startsWith(`${contact}: `));
  return {
    id,
    by: byContact ? "contact" : author_id === ourAgent ? "note" : "agent",
    text: byContact ? text.slice(contact.length + 2) : text,
    files: name === undefined ? [] : [name],
  };
}
