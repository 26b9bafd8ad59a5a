import type { DoubleEvent, Platform, ReceivedCall, Verdict } from "./double.ts";
import { checkTelegramCall, isTelegramMethod } from "./telegram-rules.ts";
import { tokenBucket } from "./token-bucket.ts";

const botToken = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw";
const webhookSecret = "double_webhook-secret";

/** Telegram's Bot API. */
export function telegramPlatform(): Platform {
  let sent = 0;
  let updates = 10_000;
  const overall = tokenBucket(30, 30);
  const chats = new Map<string, () => number>();

  function takeMessage(method: string, body: Record<string, unknown>): Verdict {
    const chatId = Number(body.chat_id);
    const chat = chats.get(String(chatId)) ?? tokenBucket(1, 20);
    chats.set(String(chatId), chat);
    const wait = Math.max(overall(), chat());
    if (wait > 0) {
      return tooMany(Math.ceil(wait));
    }
    const known = { id: chatId, type: chatId < 0 ? "supergroup" : "private" };
    const date = Math.floor(Date.now() / 1_000);
    return ok({ message_id: ++sent, date, chat: known, via: method });
  }

  function answer(call: ReceivedCall, url: string): Verdict {
    const [, kind = "", ...rest] = new URL(call.path, url).pathname.split("/");
    if (kind === "file") {
      return download(call, rest);
    }
    if (!kind.startsWith("bot")) {
      return problem(404, "Not Found");
    }
    if (kind !== `bot${botToken}`) {
      return problem(401, "Unauthorized");
    }
    const method = rest.join("/");
    if (!isTelegramMethod(method)) {
      return problem(404, "Not Found");
    }
    const wrong = checkTelegramCall(method, call.body === "" ? {} : call.body);
    if (wrong !== undefined) {
      return problem(400, `Bad Request: ${wrong}`);
    }
    const body = call.body as Record<string, unknown>;
    switch (method) {
      case "getMe":
        return ok({ id: 110201543, is_bot: true, first_name: "Double", username: "DoubleBot" });
      case "getChat":
        return ok({
          id: Number(body.chat_id),
          type: "private",
          first_name: "Ana",
          last_name: "Test",
        });
      case "getFile":
        return call.files.has(String(body.file_id))
          ? ok({ file_id: body.file_id, file_path: `photos/${body.file_id}` })
          : problem(400, "Bad Request: wrong file identifier");
      default:
        return sends(method) ? takeMessage(method, body) : ok(true);
    }
  }

  return {
    type: "telegram",
    settings: (url) => ({ botToken, webhookSecret, apiBaseUrl: url }),
    answer,
    envelope: (status) =>
      status === 429
        ? tooMany(1).body
        : {
            ok: false,
            error_code: status,
            description: status === 403 ? "Forbidden: bot was blocked by the user" : "Refused",
          },
    isSend: ({ path }) => sends(path.split("/").at(-1) ?? ""),
    identity: ({ path, body }) => `${path.split("/").at(-1)} ${JSON.stringify(body)}`,
    webhookBody: (event) => telegramUpdate(event, () => ++updates),
    sign: () => ({ "x-telegram-bot-api-secret-token": webhookSecret }),
  };
}

function sends(method: string): boolean {
  return /^send(?!ChatAction)/.test(method);
}

function ok(result: unknown): Verdict {
  return { status: 200, body: { ok: true, result } };
}

function problem(status: number, description: string): Verdict {
  return { status, problem: description, body: { ok: false, error_code: status, description } };
}

function tooMany(seconds: number): Verdict {
  const description = `Too Many Requests: retry after ${seconds}`;
  return {
    status: 429,
    problem: description,
    headers: { "retry-after": String(seconds) },
    body: { ok: false, error_code: 429, description, parameters: { retry_after: seconds } },
  };
}

function download(call: ReceivedCall, [bot, , fileId = ""]: readonly string[]): Verdict {
  const file = bot === `bot${botToken}` ? call.files.get(fileId) : undefined;
  if (file === undefined) {
    return problem(404, "Not Found");
  }
  return { status: 200, body: file.bytes, headers: { "content-type": file.mimeType } };
}

/** `id` is the update's number, and the message's too. */
function telegramUpdate(event: DoubleEvent, nextId: () => number): unknown {
  if (event.kind === "raw") {
    return event.body;
  }
  // Telegram has no statuses: an update that our side must take and ignore.
  if (event.kind === "status") {
    return { update_id: nextId(), chat_boost: {} };
  }
  const update_id = event.id === undefined ? nextId() : Number(event.id);
  const first_name = event.name ?? "Ana";
  const from = { id: Number(event.from), is_bot: false, first_name, language_code: "en" };
  const chat = { id: Number(event.from), type: "private", first_name };
  const date = Math.floor((event.at ?? Date.now()) / 1_000);
  const message = { message_id: update_id, date, from, chat };
  switch (event.kind) {
    case "tap": {
      const inline_keyboard = [[{ text: event.label, callback_data: event.payload }]];
      const tapped = { message_id: 5, date, chat, reply_markup: { inline_keyboard } };
      const callback_query = {
        id: `tap${update_id}`,
        from,
        message: tapped,
        chat_instance: "42",
        data: event.payload,
      };
      return { update_id, callback_query };
    }
    case "text":
      return { update_id, message: { ...message, text: event.text } };
    case "image": {
      const photo = [{ file_id: event.fileId, file_unique_id: "u", width: 90, height: 67 }];
      return {
        update_id,
        message: {
          ...message,
          photo,
          caption: event.caption,
        },
      };
    }
    case "location": {
      const location = { latitude: event.latitude, longitude: event.longitude };
      return { update_id, message: { ...message, location } };
    }
    case "welcome":
      return {
        update_id,
        message: { ...message, text: event.ref === undefined ? "/start" : `/start ${event.ref}` },
      };
  }
}
