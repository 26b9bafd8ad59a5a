import { anyBoolean, type Check, first, matching, oneOf, shape, text } from "../check.ts";
import type { ReceivedCall, Verdict } from "../double.ts";
import {
  accountId,
  type ChatwootContact,
  type ChatwootConversation,
  type ChatwootRecords,
  inboxId,
  kindOf,
} from "./chatwoot-records.ts";
import { ok } from "./verdicts.ts";

export const adminToken = "chatwoot-admin-token";

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

/** Answers the calls of the Application API that an API inbox takes. `echo` is called with the webhooks of what we wrote. */
export function chatwootApi(
  records: ChatwootRecords,
  now: () => number,
  echo: (webhooks: readonly unknown[]) => Promise<void>,
): (call: ReceivedCall) => Promise<Verdict> {
  const { contacts, conversations, files, nextId, add, setStatus, described, messageCreated } =
    records;
  const inboxes = new Map<string, ChatwootContact>();
  return answer;

  async function answer(call: ReceivedCall): Promise<Verdict> {
    const file = /^\/rails\/([^/]+)\//.exec(call.path)?.[1];
    const kept = file === undefined ? undefined : files.get(file);
    if (kept) {
      return { status: 200, body: kept.bytes, headers: { "content-type": kept.mimeType } };
    }
    if (call.headers.api_access_token !== adminToken) {
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
        return ok({
          id: inboxId,
          webhook_url: (body.channel as Record<string, unknown> | undefined)?.webhook_url,
        });
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
    const conversation: ChatwootConversation = {
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
    conversation: ChatwootConversation,
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
}

function shown({ id, body }: ChatwootContact): unknown {
  return { id, ...body };
}

function problem(status: number, message: string, expected = false): Verdict {
  return { status, body: { error: message }, ...(!expected && { problem: message }) };
}
