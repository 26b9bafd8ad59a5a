import { first, listOf, matching, oneOf, shape, text, webAddress } from "../check.ts";
import type { ReceivedCall, Verdict } from "../double.ts";
import {
  type IntercomContact,
  type IntercomConversation,
  type IntercomRecords,
  ourAdmin,
  workspaceId,
} from "./intercom-records.ts";
import { ok } from "./verdicts.ts";

export const accessToken = "intercom-token";

const contactShape = shape({
  role: oneOf("user"),
  external_id: text(255),
  name: text(255),
  "email?": matching(/^[^\s@]+@[^\s@]+$/),
  "phone?": matching(/^\+\d+$/),
  "avatar?": webAddress,
});
const conversationShape = shape({
  from: shape({ type: oneOf("user"), id: text(50) }),
  body: text(60_000),
});
const comment = shape({
  message_type: oneOf("comment"),
  type: oneOf("user"),
  intercom_user_id: text(50),
  body: text(60_000),
  "attachment_urls?": listOf(webAddress, 1, 10),
});
const note = shape({
  message_type: oneOf("note"),
  type: oneOf("admin"),
  admin_id: oneOf(ourAdmin.id),
  body: text(60_000),
});
const part = shape({
  message_type: oneOf("open", "close"),
  type: oneOf("admin"),
  admin_id: oneOf(ourAdmin.id),
});
const search = shape({
  query: shape({ field: oneOf("contact_ids"), operator: oneOf("="), value: text(50) }),
});

/** Answers the calls of Intercom's REST API. `echo` is called with the notifications of what we did. */
export function intercomApi(
  records: IntercomRecords,
  echo: (webhooks: readonly unknown[]) => Promise<void>,
): (call: ReceivedCall) => Promise<Verdict> {
  const { contacts, conversations, files, nextId, seconds, add, shown, notify } = records;
  return answer;

  async function answer(call: ReceivedCall): Promise<Verdict> {
    const file = files.get(call.path);
    if (file) {
      return { status: 200, body: file.bytes, headers: { "content-type": file.mimeType } };
    }
    if (call.headers.authorization !== `Bearer ${accessToken}`) {
      return problem(401, "unauthorized", "Access Token Invalid");
    }
    if (call.headers["intercom-version"] !== "2.14") {
      return problem(400, "intercom_version_invalid", "The requested version could not be found");
    }
    const [, root = "", id = "", rest = ""] = call.path.split("/");
    const body = (call.body ?? {}) as Record<string, unknown>;
    switch (`${call.method} ${root} ${rest || (id && root !== "contacts" ? ":" : id)}`) {
      case "GET me ":
        return ok({ ...ourAdmin, email: "chatloom@example.org", app: { id_code: workspaceId } });
      case "POST contacts ":
        return makeContact(body);
      case "POST conversations ":
        return begin(body);
    }
    if (call.method === "GET" && call.path.startsWith("/contacts/find_by_external_id/")) {
      const found = contacts.find((it) => it.external_id === rest);
      return found ? ok(found) : problem(404, "not_found", "User Not Found", true);
    }
    if (call.path === "/conversations/search") {
      const wrong = search(body, "search");
      const { value } = (body.query ?? {}) as { value?: unknown };
      return wrong
        ? problem(400, "parameter_invalid", wrong)
        : ok({
            conversations: conversations
              .filter((it) => it.contact.id === value)
              .map((it) => shown(it)),
          });
    }
    const conversation = conversations.find((it) => it.id === id);
    if (root !== "conversations" || !conversation) {
      return problem(404, "not_found", "Resource Not Found");
    }
    switch (`${call.method} ${rest}`) {
      case "GET ":
        return ok(shown(conversation));
      case "POST reply":
        return reply(conversation, body);
      case "POST parts":
        return change(conversation, body);
      default:
        return problem(404, "not_found", "Resource Not Found");
    }
  }

  function makeContact(body: Record<string, unknown>): Verdict {
    const wrong = contactShape(body, "contact");
    if (wrong) {
      return problem(400, "parameter_invalid", wrong);
    }
    const { external_id, email } = body as unknown as IntercomContact;
    const taken = contacts.some(
      (it) => it.external_id === external_id || (email !== undefined && it.email === email),
    );
    if (taken) {
      return problem(409, "conflict", "A contact matching those details already exists", true);
    }
    const contact = { ...body, id: `65f${nextId()}` } as IntercomContact;
    contacts.push(contact);
    return ok(contact);
  }

  function begin(body: Record<string, unknown>): Verdict {
    const { id: contactId } = (body.from ?? {}) as { id?: unknown };
    const contact = contacts.find((it) => it.id === contactId);
    const wrong = first([
      conversationShape(body, "conversation"),
      contact ? undefined : "from.id is no contact",
    ]);
    if (wrong || !contact) {
      return problem(400, "parameter_invalid", wrong ?? "no contact");
    }
    const source = { id: nextId(), body: String(body.body) };
    const conversation: IntercomConversation = {
      id: nextId(),
      contact,
      source,
      state: "open",
      updated_at: seconds(),
      parts: [],
    };
    conversations.push(conversation);
    return ok({ type: "user_message", id: source.id, conversation_id: conversation.id });
  }

  async function reply(
    conversation: IntercomConversation,
    body: Record<string, unknown>,
  ): Promise<Verdict> {
    const byContact = body.type === "user";
    const { contact } = conversation;
    const wrong = first([
      (byContact ? comment : note)(body, "reply"),
      byContact && body.intercom_user_id !== contact.id ? "the user is not in it" : undefined,
    ]);
    if (wrong) {
      return problem(400, "parameter_invalid", wrong);
    }
    const urls = (body.attachment_urls ?? []) as readonly string[];
    const added = add(conversation, {
      part_type: byContact ? "comment" : "note",
      body: String(body.body),
      author: byContact ? { type: "user", id: contact.id, name: contact.name } : ourAdmin,
      attachments: urls.map((url) => ({
        type: "upload",
        name: url.split("/").at(-1) ?? "",
        url,
        content_type: "application/octet-stream",
        filesize: 1,
      })),
    });
    // A comment of the contact opens a closed conversation again.
    if (byContact) {
      conversation.state = "open";
    }
    const topic = byContact ? "conversation.user.replied" : "conversation.admin.noted";
    await echo([notify(topic, conversation, added)]);
    return ok(shown(conversation));
  }

  async function change(
    conversation: IntercomConversation,
    body: Record<string, unknown>,
  ): Promise<Verdict> {
    const wrong = part(body, "part");
    if (wrong) {
      return problem(400, "parameter_invalid", wrong);
    }
    const state = body.message_type === "open" ? "open" : "closed";
    await echo(records.setState(conversation, state, ourAdmin));
    return ok(shown(conversation));
  }
}

function problem(status: number, code: string, message: string, expected = false): Verdict {
  const body = { type: "error.list", request_id: "r-1", errors: [{ code, message }] };
  return { status, body, ...(!expected && { problem: message }) };
}
