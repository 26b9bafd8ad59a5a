import type { HttpReply, SendFailure, SendResult } from "../channel.ts";
import { id, number, object, text } from "../read-json.ts";
import { retryAfterMs } from "../retry-after.ts";
import { unclearAnswer } from "../unclear-answer.ts";

/** The meaning of Telegram's error texts, where the code alone is ambiguous. The first match counts. */
const words: readonly (readonly [RegExp, SendFailure["kind"]])[] = [
  [/chat not found|user not found|peer_id_invalid/i, "unreachable"],
  [
    /blocked by the user|user is deactivated|bot was kicked|can't initiate conversation/i,
    "unreachable",
  ],
  [/group chat was upgraded/i, "unreachable"],
  [/not enough rights|need administrator|have no rights/i, "policy"],
];

/** Classifies Telegram's answer to a send. An edit that changes nothing counts as done. */
export function readTelegramReply(reply: HttpReply): SendResult {
  const body = object(reply.body);
  if (reply.status >= 200 && reply.status < 300 && body.ok !== false) {
    return body.ok === true ? { ok: true, messageId: sentId(body.result) } : unclearAnswer;
  }
  const description = text(body.description) ?? `Telegram answered with status ${reply.status}.`;
  if (/message is not modified/i.test(description)) {
    return { ok: true, messageId: undefined };
  }
  return { ok: false, failure: readFailure(reply, description) };
}

/** Ids of messages are unique only inside their chat. */
function sentId(result: unknown): string | undefined {
  const message = object(Array.isArray(result) ? result[0] : result);
  const messageId = id(message.message_id);
  const chatId = id(object(message.chat).id);
  return messageId === undefined || chatId === undefined ? undefined : `${chatId}:${messageId}`;
}

function readFailure(reply: HttpReply, description: string): SendFailure {
  const body = object(reply.body);
  const parameters = object(body.parameters);
  const code = number(body.error_code) ?? reply.status;
  const movedTo = id(parameters.migrate_to_chat_id);
  const message =
    movedTo === undefined ? description : `${description} (the group's new id is ${movedTo})`;
  const kind = kindOf(code, description);
  const seconds = number(parameters.retry_after, 0);
  const pause = seconds === undefined ? retryAfterMs(reply) : seconds * 1_000;
  return {
    kind,
    code: String(code),
    message,
    retryAfterMs: kind === "busy" && pause !== undefined ? pause : undefined,
  };
}

function kindOf(code: number, description: string): SendFailure["kind"] {
  if (code === 429 || code === 408 || code >= 500) {
    return "busy";
  }
  // A wrong token is answered with "Not Found", as if there were no such bot.
  if (code === 401 || code === 404 || code === 409) {
    return "auth";
  }
  const known = words.find(([pattern]) => pattern.test(description))?.[1];
  return known ?? (code === 403 ? "unreachable" : "content");
}
