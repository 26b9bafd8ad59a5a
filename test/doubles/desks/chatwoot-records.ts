import type { AgentFile } from "./desk-double.ts";

export const accountId = 1;
export const inboxId = 3;

export interface ChatwootContact {
  readonly id: number;
  readonly body: Record<string, unknown>;
}
export interface ChatwootConversation {
  readonly id: number;
  readonly contact: ChatwootContact;
  readonly source_id: string;
  readonly custom_attributes: unknown;
  status: string;
  updated_at: number;
  readonly messages: ChatwootMessage[];
}
export interface ChatwootMessage {
  readonly id: number;
  readonly content: string;
  readonly message_type: 0 | 1;
  readonly private: boolean;
  readonly source_id: string | null;
  readonly created_at: number;
  readonly sender: { readonly id: number; readonly name: string; readonly type: string };
  readonly attachments: readonly Attachment[];
}
interface Attachment {
  readonly id: number;
  readonly file_type: string;
  readonly data_url: string;
  readonly file_size: number;
  readonly name: string;
}

export type ChatwootRecords = ReturnType<typeof chatwootRecords>;

/** The records of a Chatwoot account, and the webhooks that report their changes. */
export function chatwootRecords(now: () => number, url: () => string) {
  const contacts: ChatwootContact[] = [];
  const conversations: ChatwootConversation[] = [];
  const files = new Map<string, AgentFile>();
  let ids = 9_000;
  const nextId = () => ++ids;
  const seconds = () => Math.floor(now() / 1_000);

  return {
    contacts,
    conversations,
    files,
    nextId,
    add,
    setStatus,
    described,
    messageCreated,
    find,
    attachment,
  };

  function add(
    conversation: ChatwootConversation,
    message: Omit<ChatwootMessage, "id" | "created_at">,
  ): ChatwootMessage {
    const added = { ...message, id: nextId(), created_at: seconds() };
    conversation.messages.push(added);
    conversation.updated_at = now() / 1_000;
    return added;
  }

  function setStatus(conversation: ChatwootConversation, status: string): readonly unknown[] {
    const before = conversation.status;
    if (before === status) {
      return [];
    }
    conversation.status = status;
    conversation.updated_at = now() / 1_000;
    const change = { status: { previous_value: before, current_value: status } };
    return [
      {
        ...described(conversation),
        event: "conversation_status_changed",
        changed_attributes: [change],
      },
    ];
  }

  function described(conversation: ChatwootConversation) {
    const { id, status, source_id, contact, updated_at, custom_attributes, messages } =
      conversation;
    return {
      id,
      inbox_id: inboxId,
      status,
      channel: "Channel::Api",
      can_reply: true,
      labels: [],
      contact_inbox: { id: 5, contact_id: contact.id, source_id, hmac_verified: false },
      meta: { sender: { id: contact.id, type: "contact" }, assignee: { id: 7, name: "Admin" } },
      messages: messages
        .slice(-1)
        .map((it) => ({ id: it.id, account_id: accountId, message_type: it.message_type })),
      custom_attributes,
      additional_attributes: {},
      timestamp: Math.floor(updated_at),
      updated_at,
    };
  }

  function messageCreated(conversation: ChatwootConversation, message: ChatwootMessage): unknown {
    return {
      event: "message_created",
      ...message,
      message_type: message.message_type === 0 ? "incoming" : "outgoing",
      created_at: new Date(message.created_at * 1_000).toISOString(),
      content_type: "text",
      content_attributes: {},
      inbox: { id: inboxId, name: "Flow inbox" },
      account: { id: accountId, name: "Acme" },
      conversation: described(conversation),
    };
  }

  function find(caseId: string): ChatwootConversation {
    const found = conversations.find((it) => String(it.id) === caseId);
    if (!found) {
      throw new Error(`There is no case ${caseId}`);
    }
    return found;
  }

  function attachment(file: AgentFile): Attachment {
    const id = nextId();
    files.set(String(id), file);
    return {
      id,
      file_type: kindOf(file.mimeType),
      data_url: `${url()}/rails/${id}/${file.name}`,
      file_size: file.bytes.length,
      name: file.name,
    };
  }
}

/** The kind of a file, in Chatwoot's words. */
export function kindOf(mimeType: string): string {
  const kind = mimeType.split("/")[0] ?? "";
  return ["image", "audio", "video"].includes(kind) ? kind : "file";
}
