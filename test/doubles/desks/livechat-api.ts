import {
  anyBoolean,
  bytes,
  type Check,
  listOf,
  matching,
  oneOf,
  shape,
  tagged,
  text,
} from "../check.ts";
import type { ReceivedCall, Verdict } from "../double.ts";
import {
  groupId,
  type LivechatChat,
  type LivechatCustomer,
  type LivechatRecords,
  ourAgent,
} from "./livechat-records.ts";
import { ok } from "./verdicts.ts";

export const accountId = "390e44e6-f1e6-4368-a6dd-74e14508c2ea";
export const accessToken = "fra:livechat-token";

const any: Check = () => undefined;
const fields: Check = (value, path) =>
  Array.isArray(value) && value.every((it) => Object.keys(Object(it)).length === 1)
    ? undefined
    : `${path} must be a list of single fields`;
const base = { custom_id: text(100), visibility: oneOf("all", "agents") };
const event = tagged("type", {
  message: shape({ type: oneOf("message"), text: bytes(16_384), ...base }),
  file: shape({ type: oneOf("file"), url: matching(/^https?:/), ...base }),
});
const presence = { ignore_requester_presence: anyBoolean };
const target = shape({ type: oneOf("group"), ids: listOf(oneOf(groupId), 1, 1) });
const requests: Readonly<Record<string, Check>> = {
  create_customer: shape({
    name: text(255),
    "email?": matching(/^[^\s@]+@[^\s@]+\.[^\s@]+$/),
    "avatar?": matching(/^https:/),
    session_fields: fields,
  }),
  start_chat: shape({
    chat: shape({
      users: listOf(shape({ id: text(100), type: oneOf("customer") }), 1, 1),
      access: shape({ group_ids: listOf(oneOf(groupId), 1, 1) }),
      thread: shape({ events: listOf(event, 1, 10) }),
    }),
    active: anyBoolean,
    continuous: anyBoolean,
  }),
  resume_chat: shape({
    chat: shape({ id: text(100) }),
    active: anyBoolean,
    continuous: anyBoolean,
  }),
  transfer_chat: shape({
    id: text(100),
    target,
    ignore_agents_availability: anyBoolean,
    ...presence,
  }),
  add_user_to_chat: shape({
    chat_id: text(100),
    user_id: oneOf(ourAgent),
    user_type: oneOf("agent"),
    visibility: oneOf("agents", "all"),
    ...presence,
  }),
  send_event: shape({ chat_id: text(100), event, attach_to_last_thread: anyBoolean }),
  deactivate_chat: shape({ id: text(100), ...presence }),
  list_threads: shape({ chat_id: text(100), "limit?": any, "sort_order?": oneOf("asc", "desc") }),
  list_chats: shape({ "limit?": any }),
  upload_file: any,
};

type Body = Readonly<Record<string, unknown>>;
interface NewChat {
  readonly users: readonly { readonly id: string }[];
  readonly thread: { readonly events: readonly object[] };
}

/** Answers the calls of the Agent Chat API 3.5. `echo` is called with the webhooks of what we did. */
export function livechatApi(
  records: LivechatRecords,
  echo: (webhooks: readonly unknown[]) => Promise<void>,
): (call: ReceivedCall) => Promise<Verdict> {
  const { customers, chats, files, nextId, beginThread, threadOf, add, tell } = records;
  return answer;

  async function answer(call: ReceivedCall): Promise<Verdict> {
    const file = files.get(call.path);
    if (file) {
      return { status: 200, body: file.bytes, headers: { "content-type": file.mimeType } };
    }
    const expected = Buffer.from(`${accountId}:${accessToken}`).toString("base64");
    if (call.headers.authorization !== `Basic ${expected}` || call.headers["x-region"] !== "fra") {
      return problem(401, "authentication", "Invalid access token");
    }
    const [, action = ""] = /^\/v3\.5\/agent\/action\/(\w+)$/.exec(call.path) ?? [];
    const check = Object.hasOwn(requests, action) ? requests[action] : undefined;
    const body = (call.body ?? {}) as Body;
    const wrong = check ? check(body, action) : "unknown method";
    if (call.method !== "POST" || wrong) {
      return problem(400, "validation", wrong ?? "method must be POST");
    }
    if (action === "create_customer") {
      const customer = { ...(call.body as object), id: `b7eff798-f8df-4364-${nextId()}` };
      customers.push(customer as LivechatCustomer);
      return ok({ customer_id: customer.id });
    }
    if (action === "upload_file") {
      const { upload, type } = (body.file as { upload?: string; type?: string } | undefined) ?? {};
      return upload === undefined
        ? problem(400, "validation", "file is missing")
        : ok({
            url: records.keep({ name: upload, mimeType: type ?? "", bytes: new Uint8Array() }),
          });
    }
    if (action === "list_chats") {
      return ok({ chats_summary: chats.map(records.summary).reverse(), found_chats: chats.length });
    }
    if (action === "start_chat") {
      return start(body.chat as NewChat);
    }
    const chatId = body.chat_id ?? body.id ?? (body.chat as { id?: string } | undefined)?.id;
    const chat = chats.find((it) => it.id === chatId);
    return chat ? withChat(action, chat, body) : problem(404, "not_found", "Chat not found");
  }

  async function withChat(action: string, chat: LivechatChat, body: Body): Promise<Verdict> {
    const { active } = threadOf(chat);
    switch (action) {
      case "list_threads":
        return ok({ threads: [...chat.threads].reverse() });
      case "resume_chat":
        return active ? problem(422, "chat_active", "Chat is already active", true) : resume(chat);
      case "transfer_chat":
        chat.agents.clear();
        await echo([
          tell("chat_transferred", {
            chat_id: chat.id,
            thread_id: threadOf(chat).id,
            requester_id: ourAgent,
            reason: "manual",
            transferred_to: { group_ids: [groupId] },
          }),
        ]);
        return ok({});
      case "add_user_to_chat":
        chat.agents.set(ourAgent, String(body.visibility));
        return ok({});
      case "deactivate_chat":
        if (!active) {
          return problem(422, "chat_inactive", "Chat is not active", true);
        }
        await echo([records.endThread(chat, ourAgent)]);
        return ok({});
      default:
        return send(chat, body.event as object, active);
    }
  }

  async function start(given: NewChat): Promise<Verdict> {
    const customer = customers.find((it) => it.id === given.users[0]?.id);
    if (!customer) {
      return problem(404, "not_found", "Customer not found");
    }
    const chat: LivechatChat = {
      id: nextId(),
      customer,
      agents: new Map([[ourAgent, "all"]]),
      threads: [],
    };
    chats.push(chat);
    const thread = beginThread(chat);
    const [first] = given.thread.events;
    const added = add(chat, { ...first, author_id: ourAgent } as never);
    await echo([tell("incoming_chat", { requester_id: ourAgent, chat: records.summary(chat) })]);
    return ok({ chat_id: chat.id, thread_id: thread.id, event_ids: [added.id] });
  }

  async function resume(chat: LivechatChat): Promise<Verdict> {
    chat.agents.set(ourAgent, "all");
    const thread = beginThread(chat);
    await echo([tell("incoming_chat", { requester_id: ourAgent, chat: records.summary(chat) })]);
    return ok({ thread_id: thread.id, event_ids: [] });
  }

  async function send(chat: LivechatChat, given: object, active: boolean): Promise<Verdict> {
    if (!active) {
      return problem(422, "chat_inactive", "Chat is not active", true);
    }
    if (!chat.agents.has(ourAgent)) {
      return problem(403, "authorization", "Requester is not in the chat", true);
    }
    const url = "url" in given ? String(given.url) : undefined;
    const name = url?.split("/").at(-1);
    const added = add(chat, { ...given, author_id: ourAgent, ...(name && { name }) } as never);
    const { id: chat_id } = chat;
    await echo([tell("incoming_event", { chat_id, thread_id: threadOf(chat).id, event: added })]);
    return ok({ event_id: added.id });
  }
}

function problem(status: number, type: string, message: string, expected = false): Verdict {
  return { status, body: { error: { type, message } }, ...(!expected && { problem: message }) };
}
