import type { HttpReply, SendFailure, SendResult } from "../channel.ts";
import { id, object, objects, text } from "../read-json.ts";
import { retryAfterMs } from "../retry-after.ts";
import { unclearAnswer } from "../unclear-answer.ts";

/**
 * Classifies LINE's answer. A repeated retry key is answered with 409: the message was sent before. The test of a webhook address is
 * answered with 200 even if it failed.
 */
export function readLineReply(reply: HttpReply): SendResult {
  const body = object(reply.body);
  const ids = objects(body.sentMessages).map((it) => id(it.id));
  const [messageId, ...others] = ids.filter((it) => it !== undefined);
  const sent = { messageId, moreIds: others.length > 0 ? others : undefined };
  if (reply.status === 409 && reply.headers["x-line-accepted-request-id"] !== undefined) {
    return { ok: true, ...sent };
  }
  if (reply.status < 200 || reply.status >= 300) {
    return { ok: false, failure: readFailure(reply) };
  }
  if (body.success === false) {
    const words = [text(body.reason), text(body.detail)].filter((it) => it !== undefined);
    const message = `The webhook test failed: ${words.join(", ")}`;
    return { ok: false, failure: { kind: "content", code: "webhook.test", message } };
  }
  const answered = messageId !== undefined || reply.headers["x-line-request-id"] !== undefined;
  return answered ? { ok: true, ...sent } : unclearAnswer;
}

function readFailure(reply: HttpReply): SendFailure {
  const body = object(reply.body);
  const said = text(body.message) ?? `LINE answered with status ${reply.status}.`;
  const details = objects(body.details).map((it) =>
    [text(it.property), text(it.message)].filter((part) => part !== undefined).join(": "),
  );
  const message = details.length === 0 ? said : `${said} (${details.slice(0, 5).join("; ")})`;
  const kind = kindOf(reply.status, said);
  const pause = kind === "busy" ? retryAfterMs(reply) : undefined;
  const known = pause === undefined ? {} : { retryAfterMs: pause };
  const code = isQuota(reply.status, said) ? "quota.used-up" : String(reply.status);
  return { kind, code, message, ...known };
}

function isQuota(status: number, said: string): boolean {
  return status === 429 && /monthly limit/i.test(said);
}

function kindOf(status: number, said: string): SendFailure["kind"] {
  if (status === 429) {
    // Waiting does not help against the quota of the month.
    return isQuota(status, said) ? "policy" : "busy";
  }
  if (status === 408 || status >= 500) {
    return "busy";
  }
  switch (status) {
    case 400:
      return badRequest(said);
    case 401:
      return "auth";
    case 403:
      return "policy";
    case 409:
      return "unknown";
    default:
      return "content";
  }
}

function badRequest(said: string): SendFailure["kind"] {
  if (/invalid reply token/i.test(said)) {
    return "token";
  }
  const nobody = /property, 'to',|failed to send messages|couldn't send|not friends/i;
  return nobody.test(said) ? "unreachable" : "content";
}
