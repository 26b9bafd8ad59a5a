import { createHmac } from "node:crypto";
import { anyBoolean, type Check, first, matching, oneOf, shape, text } from "../check.ts";
import type { ReceivedCall, Verdict } from "../double.ts";
import type { DoubleCase, DoubleLine, Helpdesk } from "./desk-double.ts";

const token = "chatwoot-admin-token";
const secret = "chatwoot_webhook_secret";
const accountId = 1;
const inboxId = 3;

interface Contact {
  readonly id: number;
  readonly body: Record<string, unknown>;
}
interface Conversation {
  readonly id: number;
  readonly contact: Contact;
  readonly source_id: string;
  readonly custom_attributes: unknown;
  status: string;
  updated_at: number;
  readonly messages: Message[];
}
interface Message {
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

const any: Check = () => undefined;
const contactShape = shape({
  name: text(255),
  identifier: text(255),
  "email?": matching(/^[^\s@]+@[^\s@]+\.[^\s@]+$/),
  "phone_number?": matching(/^\+[1-9]\d{1,14}$/),
  "avatar_url?": any,
  "custom_attributes?": any,
});
const messageShape = shape({
  content: text(150_000, { blank: true }),
  message_type: oneOf("incoming", "outgoing"),
  private: anyBoolean,
  source_id: text(255),
  "attachments[]?": any,
});
const conversationShape = shape({
  source_id: text(255),
  inbox_id: oneOf(inboxId),
  contact_id: any,
  status: oneOf("open", "pending"),
  custom_attributes: any,
});

/** Chatwoot 4.15: the part of its Application API that an API inbox takes. */
export const chatwootHelpdesk: Helpdesk = ({ now, url, echo }) => {
  const contacts: Contact[] = [];
  const inboxes = new Map<string, Contact>();
  const conversations: Conversation[] = [];
  const files = new Map<string, { readonly bytes: Uint8Array; readonly mimeType: string }>();
  let webhookUrl = "";
  let ids = 9_000;
  const nextId = () => ++ids;
  const seconds = () => Math.floor(now() / 1_000);

  async function answer(call: ReceivedCall): Promise<Verdict> {
    const file = /^\/rails\/([^/]+)\//.exec(call.path)?.[1];
    const kept = file === undefined ? undefined : files.get(file);
    if (kept) {
      return { status: 200, body: kept.bytes, headers: { "content-type": kept.mimeType } };
    }
    if (call.headers.api_access_token !== token) {
      return problem(401, "You need to sign in or sign up before continuing.");
    }
    const [path = "", query = ""] = call.path.split("?");
    const prefix = `/api/v1/accounts/${accountId}/`;
    if (!path.startsWith(prefix)) {
      return problem(404, "Resource could not be found");
    }
    const parts = path.slice(prefix.length).split("/");
    const body = (call.body ?? {}) as Record<string, unknown>;
    const parameters = new URLSearchParams(query);
    switch (`${call.method} ${parts.map((it) => (/^\d+$/.test(it) ? ":id" : it)).join("/")}`) {
      case "GET inboxes/:id":
        return Number(parts[1]) === inboxId
          ? ok({ id: inboxId, name: "Flow inbox", channel_type: "Channel::Api" })
          : problem(404, "Resource could not be found");
      case "PATCH inboxes/:id":
        webhookUrl = String((body.channel as Record<string, unknown>)?.webhook_url ?? "");
        return ok({ id: inboxId, webhook_url: webhookUrl });
      case "POST contacts":
        return makeContact(body);
      case "GET contacts/search": {
        const q = parameters.get("q") ?? "";
        return ok({
          payload: contacts.filter((it) => JSON.stringify(it.body).includes(q)).map(shown),
        });
      }
      case "POST contacts/:id/contact_inboxes": {
        const contact = contacts.find((it) => it.id === Number(parts[1]));
        const source = String(body.source_id);
        if (!contact || body.inbox_id !== inboxId) {
          return problem(404, "Resource could not be found");
        }
        if (inboxes.has(source)) {
          return problem(422, "Source has already been taken", true);
        }
        inboxes.set(source, contact);
        return ok({ source_id: source, inbox: { id: inboxId } });
      }
      case "GET contacts/:id/conversations":
        return ok({
          payload: conversations.filter((it) => it.contact.id === Number(parts[1])).map(described),
        });
      case "POST conversations":
        return begin(body);
    }
    const conversation = conversations.find((it) => it.id === Number(parts[1]));
    if (parts[0] !== "conversations" || !conversation) {
      return problem(404, "Resource could not be found");
    }
    switch (`${call.method} ${parts.slice(2).join("/")}`) {
      case "GET ":
        return ok(described(conversation));
      case "GET messages": {
        const before = Number(parameters.get("before") ?? Number.POSITIVE_INFINITY);
        return ok({ payload: conversation.messages.filter((it) => it.id < before).slice(-20) });
      }
      case "POST messages":
        return write(conversation, body);
      case "POST toggle_status": {
        const wrong = oneOf("open", "pending", "resolved", "snoozed")(body.status, "status");
        if (wrong) {
          return problem(422, wrong);
        }
        await echo(setStatus(conversation, String(body.status)));
        return ok({ payload: { success: true, current_status: conversation.status } });
      }
      default:
        return problem(404, "Resource could not be found");
    }
  }

  function makeContact(body: Record<string, unknown>): Verdict {
    const wrong = contactShape(body, "contact");
    if (wrong) {
      return problem(422, wrong);
    }
    const taken = (["identifier", "email", "phone_number"] as const).find(
      (it) => body[it] !== undefined && contacts.some((other) => other.body[it] === body[it]),
    );
    if (taken) {
      return {
        status: 422,
        body: { message: `${taken} has already been taken`, attributes: [taken] },
      };
    }
    const contact = { id: nextId(), body };
    contacts.push(contact);
    return ok({ payload: { contact: shown(contact), contact_inbox: {} } });
  }

  function begin(body: Record<string, unknown>): Verdict {
    const contact = inboxes.get(String(body.source_id));
    const wrong = first([
      conversationShape(body, "conversation"),
      contact?.id === body.contact_id ? undefined : "the source id is another contact's",
    ]);
    if (wrong || !contact) {
      return problem(422, wrong ?? "no contact");
    }
    const conversation: Conversation = {
      id: nextId(),
      contact,
      source_id: String(body.source_id),
      custom_attributes: body.custom_attributes,
      status: String(body.status),
      updated_at: now() / 1_000,
      messages: [],
    };
    conversations.push(conversation);
    return ok(described(conversation));
  }

  async function write(
    conversation: Conversation,
    body: Record<string, unknown>,
  ): Promise<Verdict> {
    const upload = body["attachments[]"] as
      | { upload: string; type: string; size: number }
      | undefined;
    const wrong = first([
      messageShape(body, "message"),
      body.content === "" && !upload ? "content is empty" : undefined,
    ]);
    if (wrong) {
      return problem(422, wrong);
    }
    const incoming = body.message_type === "incoming";
    const { contact } = conversation;
    const message = add(conversation, {
      content: String(body.content),
      message_type: incoming ? 0 : 1,
      private: body.private === true,
      source_id: String(body.source_id),
      sender: incoming
        ? { id: contact.id, name: String(contact.body.name), type: "contact" }
        : { id: 7, name: "Admin", type: "user" },
      attachments: upload
        ? [
            {
              id: nextId(),
              file_type: kindOf(upload.type),
              data_url: "",
              file_size: upload.size,
              name: upload.upload,
            },
          ]
        : [],
    });
    const reopened =
      incoming && conversation.status === "resolved" ? setStatus(conversation, "open") : [];
    await echo([...reopened, messageCreated(conversation, message)]);
    return ok({ ...message, conversation_id: conversation.id });
  }

  function add(conversation: Conversation, message: Omit<Message, "id" | "created_at">): Message {
    const added = { ...message, id: nextId(), created_at: seconds() };
    conversation.messages.push(added);
    conversation.updated_at = now() / 1_000;
    return added;
  }

  function setStatus(conversation: Conversation, status: string): readonly unknown[] {
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

  function described(conversation: Conversation) {
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

  function messageCreated(conversation: Conversation, message: Message): unknown {
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

  function find(caseId: string): Conversation {
    const found = conversations.find((it) => String(it.id) === caseId);
    if (!found) {
      throw new Error(`There is no case ${caseId}`);
    }
    return found;
  }

  return {
    platform: {
      type: "chatwoot",
      settings: (address) => ({
        apiBaseUrl: address,
        accountId: String(accountId),
        inboxId: String(inboxId),
        accessToken: token,
        webhookSecret: secret,
      }),
      answer,
      envelope: (status) => ({ error: `Status ${status}` }),
      isSend: ({ method, path }) => method === "POST" && path.startsWith("/api/"),
      sign(body) {
        const timestamp = String(seconds());
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

  function attachment(file: { name: string; mimeType: string; bytes: Uint8Array }): Attachment {
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
};

function shown({ id, body }: Contact): unknown {
  return { id, ...body };
}

function kindOf(mimeType: string): string {
  const kind = mimeType.split("/")[0] ?? "";
  return ["image", "audio", "video"].includes(kind) ? kind : "file";
}

function ok(body: unknown): Verdict {
  return { status: 200, body };
}

function problem(status: number, message: string, expected = false): Verdict {
  return { status, body: { error: message }, ...(!expected && { problem: message }) };
}
