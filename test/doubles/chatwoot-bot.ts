import { createHmac } from "node:crypto";
import { checkChatwootMessage } from "./chatwoot-bot-rules.ts";
import { oneOf, shape } from "./check.ts";
import type { DoubleEvent, Platform, ReceivedCall, Verdict } from "./double.ts";

const adminToken = "chatwoot-admin-token";
const botToken = "chatwoot-bot-token";
const botSecret = "bot_secret";
const hookSecret = "hook_secret";
const prefix = "/api/v1/accounts/1/";
const statusShape = shape({ status: oneOf("open", "pending", "resolved") });
const typingShape = shape({ typing_status: oneOf("on", "off") });

/** A conversation that Chatwoot keeps. */
export interface KeptConversation {
  readonly id: number;
  readonly name: string;
  readonly messages: readonly {
    readonly id: number;
    readonly content: string;
    readonly message_type: 0 | 1;
    readonly created_at: number;
  }[];
}

/** Chatwoot 4.15 as an agent bot sees it: one inbox of any kind. `kept` are conversations that it had before. */
export function chatwootBotPlatform(
  now: () => number,
  kept: readonly KeptConversation[] = [],
): Platform {
  let ids = 9_000;
  const bots: { id: number; name: string; outgoing_url: string }[] = [];
  const hooks: { id: number; url?: unknown }[] = [];

  function answer(call: ReceivedCall): Verdict {
    const file = call.files.get(/^\/media\/(.+)$/.exec(call.path)?.[1] ?? "");
    if (file) {
      return { status: 200, body: file.bytes, headers: { "content-type": file.mimeType } };
    }
    const token = call.headers.api_access_token;
    if (token !== adminToken && token !== botToken) {
      return problem(401, "You need to sign in or sign up before continuing.");
    }
    const [path = "", query = ""] = call.path.split("?");
    if (!path.startsWith(prefix)) {
      return problem(404, "Resource could not be found");
    }
    const rest = path.slice(prefix.length);
    const body = (call.body ?? {}) as Record<string, never>;
    const [, conversation, what] = /^conversations\/(\d+)\/(\w+)$/.exec(rest) ?? [];
    if (conversation !== undefined) {
      return about(`${call.method} ${what}`, Number(conversation), body, token, query);
    }
    if (token === botToken) {
      return problem(403, "You are not authorized to do this action");
    }
    const [, kind, id] = /^(agent_bots|webhooks)\/(\d+)$/.exec(rest) ?? [];
    if (call.method === "PATCH" && kind !== undefined) {
      const found = [...bots, ...hooks].find((it) => it.id === Number(id));
      return found ? ok(Object.assign(found, body)) : problem(404, "Resource could not be found");
    }
    switch (`${call.method} ${rest}`) {
      case "GET inboxes/3":
        return ok({ id: 3, name: "Double inbox", channel_type: "Channel::WebWidget" });
      case "GET agent_bots":
        return ok(bots);
      case "POST agent_bots": {
        const bot = { id: ++ids, name: String(body.name), outgoing_url: String(body.outgoing_url) };
        bots.push(bot);
        return ok({ ...bot, access_token: botToken });
      }
      case "POST inboxes/3/set_agent_bot":
        return bots.some((it) => it.id === body.agent_bot)
          ? ok({})
          : problem(404, "Resource could not be found");
      case "GET webhooks":
        return ok({ payload: { webhooks: hooks } });
      case "POST webhooks":
        hooks.push({ id: ++ids, ...body });
        return ok({ payload: { webhook: hooks.at(-1) } });
      case "GET conversations":
        return ok(list(Number(new URLSearchParams(query).get("page") ?? 1)));
      default:
        return problem(404, "Resource could not be found");
    }
  }

  function about(what: string, id: number, body: unknown, token: string, query: string): Verdict {
    switch (what) {
      case "POST messages": {
        const wrong = checkChatwootMessage(body);
        return wrong === undefined ? ok({ id: ++ids, conversation_id: id }) : problem(422, wrong);
      }
      case "POST toggle_status": {
        const wrong = statusShape(body, "body");
        return wrong === undefined ? ok({ payload: { success: true } }) : problem(422, wrong);
      }
      case "POST toggle_typing_status": {
        const wrong = typingShape(body, "body");
        return wrong === undefined ? ok({}) : problem(422, wrong);
      }
      case "GET messages": {
        const before = Number(new URLSearchParams(query).get("before") ?? Number.MAX_VALUE);
        const messages = kept.find((it) => it.id === id)?.messages ?? [];
        return token === adminToken
          ? ok({ payload: messages.filter((it) => it.id < before).slice(-20) })
          : problem(403, "You are not authorized to do this action");
      }
      default:
        return problem(404, "Resource could not be found");
    }
  }

  function list(page: number): unknown {
    const payload = kept.slice((page - 1) * 25, page * 25).map(({ id, name }) => ({
      id,
      inbox_id: 3,
      status: "resolved",
      meta: { sender: { id, name, type: "contact" } },
    }));
    return { data: { meta: { all_count: kept.length }, payload } };
  }

  return {
    type: "chatwoot-bot",
    settings: (url) => ({
      apiBaseUrl: url,
      accountId: "1",
      inboxId: "3",
      accessToken: adminToken,
      botToken,
      webhookSecret: `${hookSecret}, ${botSecret}`,
      webhook: "on",
    }),
    answer,
    envelope: (status) => ({ error: `Status ${status}` }),
    isSend: ({ method, path }) => method === "POST" && path.endsWith("/messages"),
    identity: ({ path, raw }) => `${path} ${raw}`,
    recipient: ({ path }) => /conversations\/(\d+)/.exec(path)?.[1],
    webhookBody: chatwootBody,
    sign(body) {
      const timestamp = String(Math.floor(now() / 1_000));
      const hmac = createHmac("sha256", botSecret).update(`${timestamp}.${body}`).digest("hex");
      return { "x-chatwoot-timestamp": timestamp, "x-chatwoot-signature": `sha256=${hmac}` };
    },
  };
}

function ok(body: unknown): Verdict {
  return { status: 200, body };
}

function problem(status: number, message: string): Verdict {
  return { status, body: { error: message }, problem: message };
}

let told = 20_000;

/** `from` is the conversation's number. An image's `fileId` is an address. */
function chatwootBody(event: DoubleEvent): unknown {
  if (event.kind === "raw") {
    return event.body;
  }
  if (event.kind === "status") {
    return { event: "conversation_updated", id: Number(event.to) };
  }
  const at = event.at ?? 0;
  const conversation = {
    id: Number(event.from),
    inbox_id: 3,
    status: "pending",
    meta: { sender: { id: 11, name: event.name ?? "Ana", type: "contact" } },
  };
  const message = (content: object) => ({
    event: "message_created",
    id: event.id === undefined ? ++told : Number(event.id),
    message_type: "incoming",
    private: false,
    created_at: new Date(at).toISOString(),
    sender: { id: 11, name: event.name ?? "Ana", type: "contact" },
    inbox: { id: 3 },
    account: { id: 1 },
    conversation,
    ...content,
  });
  switch (event.kind) {
    case "text":
      return message({ content: event.text });
    case "image":
      return message({
        content: event.caption,
        attachments: [{ id: 1, file_type: "image", data_url: event.fileId }],
      });
    case "location": {
      const { latitude: coordinates_lat, longitude: coordinates_long } = event;
      return message({
        attachments: [{ id: 1, file_type: "location", coordinates_lat, coordinates_long }],
      });
    }
    case "tap": {
      const { label: title, payload: value } = event;
      return {
        ...message({ content: "Choose", message_type: "outgoing", sender: null }),
        event: "message_updated",
        content_type: "input_select",
        content_attributes: { submitted_values: [{ title, value }] },
      };
    }
    case "welcome":
      return { event: "webwidget_triggered", account: { id: 1 }, inbox: { id: 3 } };
  }
}
