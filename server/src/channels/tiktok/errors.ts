import type { HttpReply, SendFailure, SendResult } from "../channel.ts";
import { number, object, text } from "../read-json.ts";
import { retryAfterMs } from "../retry-after.ts";
import { unclearAnswer } from "../unclear-answer.ts";

/** TikTok does not say how long to wait; its limits are counted by the minute. */
const pauseMs = 60_000;

const kinds: Readonly<Record<number, SendFailure["kind"]>> = {
  // The app or the account lacks a scope.
  40001: "auth",
  40002: "content",
  40007: "unreachable",
  40016: "busy",
  // The window, the person's settings or the limit of the day: TikTok does not say which.
  40064: "window",
  40100: "busy",
  40104: "auth",
  40105: "auth",
  40908: "content",
  51065: "busy",
};

/** Classifies TikTok's answer. A refusal mostly comes with status 200 and a code. */
export function readTiktokReply(reply: HttpReply): SendResult {
  const body = object(reply.body);
  const code = number(body.code);
  const good = reply.status >= 200 && reply.status < 300;
  if (good && (code === 0 || code === 20001)) {
    const messageId = text(object(object(body.data).message).message_id);
    return messageId === undefined ? unclearAnswer : { ok: true, messageId };
  }
  if (good && code === undefined) {
    return unclearAnswer;
  }
  return { ok: false, failure: readTiktokFailure(reply) };
}

/** Why TikTok refused a call. */
export function readTiktokFailure(reply: HttpReply): SendFailure {
  const body = object(reply.body);
  const code = number(body.code) ?? reply.status;
  const message = text(body.message) ?? `TikTok answered with status ${reply.status}.`;
  const kind = kinds[code] ?? kindOf(code, reply.status);
  const waits = kind === "busy" && code < 50_000 && code !== reply.status;
  const pause =
    kind === "busy" ? (retryAfterMs(reply) ?? (waits ? pauseMs : undefined)) : undefined;
  return {
    kind,
    code: String(code),
    message,
    retryAfterMs: pause,
  };
}

function kindOf(code: number, status: number): SendFailure["kind"] {
  if (code >= 50_000 || status === 429 || status === 408 || status >= 500) {
    return "busy";
  }
  return status === 401 || status === 403 ? "auth" : "content";
}
