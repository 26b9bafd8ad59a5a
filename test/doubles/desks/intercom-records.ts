import type { AgentFile } from "./desk-double.ts";

export const ourAdmin = { type: "admin", id: "814860", name: "Chatloom" };
export const teammate = { type: "admin", id: "814861", name: "Bea Agent" };
export const workspaceId = "ecahpwf5";

export interface IntercomContact {
  readonly id: string;
  readonly external_id: string;
  readonly name: string;
  readonly email?: string;
}
interface IntercomFile {
  readonly type: "upload";
  readonly name: string;
  readonly url: string;
  readonly content_type: string;
  readonly filesize: number;
}
export interface IntercomPart {
  readonly id: string;
  readonly part_type: string;
  readonly body: string;
  readonly author: { readonly type: string; readonly id: string; readonly name: string };
  readonly attachments: readonly IntercomFile[];
  readonly created_at: number;
}
export interface IntercomConversation {
  readonly id: string;
  readonly contact: IntercomContact;
  readonly source: { readonly id: string; readonly body: string };
  state: "open" | "closed";
  updated_at: number;
  readonly parts: IntercomPart[];
}

export type IntercomRecords = ReturnType<typeof intercomRecords>;

/** The records of an Intercom workspace, and the notifications that report their changes. */
export function intercomRecords(now: () => number, url: () => string) {
  const contacts: IntercomContact[] = [];
  const conversations: IntercomConversation[] = [];
  const files = new Map<string, AgentFile>();
  let ids = 500;
  const nextId = () => String(++ids);
  const seconds = () => Math.floor(now() / 1_000);

  return {
    contacts,
    conversations,
    files,
    nextId,
    seconds,
    add,
    setState,
    shown,
    notify,
    find,
    keep,
  };

  function add(
    conversation: IntercomConversation,
    given: Omit<IntercomPart, "id" | "created_at" | "attachments"> &
      Partial<Pick<IntercomPart, "attachments">>,
  ): IntercomPart {
    const added = { attachments: [], ...given, id: nextId(), created_at: seconds() };
    conversation.parts.push(added);
    conversation.updated_at = seconds();
    return added;
  }

  function setState(
    conversation: IntercomConversation,
    state: IntercomConversation["state"],
    author: typeof teammate,
  ): readonly unknown[] {
    if (conversation.state === state) {
      return [];
    }
    conversation.state = state;
    const what = state === "open" ? "open" : "close";
    const part = add(conversation, { part_type: what, body: "", author });
    return [
      notify(`conversation.admin.${what === "open" ? "opened" : "closed"}`, conversation, part),
    ];
  }

  function shown(conversation: IntercomConversation, parts = conversation.parts) {
    const { id, contact, source, state, updated_at } = conversation;
    return {
      type: "conversation",
      id,
      state,
      open: state === "open",
      updated_at,
      admin_assignee_id: null,
      source: { ...source, type: "conversation" },
      contacts: { contacts: [{ id: contact.id, external_id: contact.external_id }] },
      conversation_parts: { conversation_parts: parts },
    };
  }

  function notify(topic: string, conversation: IntercomConversation, part: IntercomPart): unknown {
    return {
      type: "notification_event",
      app_id: workspaceId,
      id: `notif_${nextId()}`,
      topic,
      data: { type: "notification_event_data", item: shown(conversation, [part]) },
      delivery_attempts: 1,
      created_at: seconds(),
    };
  }

  function find(id: string): IntercomConversation {
    const found = conversations.find((it) => it.id === id);
    if (!found) {
      throw new Error(`There is no conversation ${id}`);
    }
    return found;
  }

  function keep(file: AgentFile): IntercomFile {
    const path = `/attachments/${nextId()}/${file.name}`;
    files.set(path, file);
    const { name, mimeType: content_type, bytes } = file;
    return { type: "upload", name, url: url() + path, content_type, filesize: bytes.length };
  }
}
