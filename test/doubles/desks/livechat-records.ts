import type { AgentFile } from "./desk-double.ts";

export const ourAgent = "chatloom@example.org";
export const agentId = "bea@example.org";
export const groupId = 2;
const organizationId = "390e44e6-f1e6-0368-a6dd-74e14508c2ea";

export interface LivechatCustomer {
  readonly id: string;
  readonly name: string;
  readonly email?: string;
  readonly session_fields: unknown;
}
export interface LivechatEvent {
  readonly id: string;
  readonly custom_id?: string;
  readonly type: string;
  readonly author_id: string;
  readonly created_at: string;
  readonly visibility: string;
  readonly text?: string;
  readonly url?: string;
  readonly name?: string;
}
interface LivechatThread {
  readonly id: string;
  active: boolean;
  readonly created_at: string;
  readonly events: LivechatEvent[];
}
export interface LivechatChat {
  readonly id: string;
  readonly customer: LivechatCustomer;
  /** Agents in the chat, with the visibility of each. */
  readonly agents: Map<string, string>;
  readonly threads: LivechatThread[];
}

export type LivechatRecords = ReturnType<typeof livechatRecords>;

/** The records of a LiveChat account, and the webhooks that report their changes. */
export function livechatRecords(now: () => number, url: () => string) {
  const customers: LivechatCustomer[] = [];
  const chats: LivechatChat[] = [];
  const files = new Map<string, AgentFile>();
  let ids = 100;
  const nextId = () => `Q${(++ids).toString(36).toUpperCase()}`;
  const moment = () => new Date(now()).toISOString().replace("Z", "000Z");

  return {
    customers,
    chats,
    files,
    nextId,
    beginThread,
    threadOf,
    add,
    endThread,
    tell,
    summary,
    find,
    keep,
  };

  function beginThread(chat: LivechatChat): LivechatThread {
    const thread = { id: nextId(), active: true, created_at: moment(), events: [] };
    chat.threads.push(thread);
    return thread;
  }

  function threadOf(chat: LivechatChat): LivechatThread {
    return chat.threads.at(-1) ?? beginThread(chat);
  }

  function add(chat: LivechatChat, given: Omit<LivechatEvent, "id" | "created_at">): LivechatEvent {
    const thread = threadOf(chat);
    const event = {
      ...given,
      id: `${thread.id}_${thread.events.length + 1}`,
      created_at: moment(),
    };
    thread.events.push(event);
    return event;
  }

  function endThread(chat: LivechatChat, by: string): unknown {
    const thread = threadOf(chat);
    thread.active = false;
    chat.agents.clear();
    const text = "The chat was archived";
    add(chat, { type: "system_message", text, author_id: "", visibility: "all" });
    return tell("chat_deactivated", { chat_id: chat.id, thread_id: thread.id, user_id: by });
  }

  function tell(action: string, payload: unknown): unknown {
    const additional_data = {};
    return { webhook_id: "w-1", action, organization_id: organizationId, payload, additional_data };
  }

  function summary(chat: LivechatChat) {
    const { id, customer, agents } = chat;
    const users = [
      { ...customer, type: "customer", present: true },
      ...[...agents].map(([agent, visibility]) => ({
        id: agent,
        type: "agent",
        present: true,
        visibility,
      })),
    ];
    return { id, users, thread: threadOf(chat), properties: {}, access: { group_ids: [groupId] } };
  }

  function find(chatId: string): LivechatChat {
    const found = chats.find((it) => it.id === chatId);
    if (!found) {
      throw new Error(`There is no chat ${chatId}`);
    }
    return found;
  }

  function keep(file: AgentFile): string {
    const path = `/files/${nextId()}/${file.name}`;
    files.set(path, file);
    return url() + path;
  }
}
