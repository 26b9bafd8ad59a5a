import type { HttpReply, SendFailure, SendResult } from "../channel.ts";
import { id, isObject, object } from "../read-json.ts";
import { retryAfterMs } from "../retry-after.ts";
import { failureOf } from "./parse-webhook.ts";

/** Classifies the other system's answer. Its `error.kind` takes precedence over the status. */
export function readHttpReply(reply: HttpReply): SendResult {
  const { status } = reply;
  const { messageId, error } = object(reply.body);
  if (status >= 200 && status < 300 && !isObject(error)) {
    return { ok: true, messageId: id(messageId) };
  }
  const told = failureOf(error);
  const kind = isObject(error) && error.kind !== undefined ? told.kind : kindOf(status);
  const pause = retryAfterMs(reply);
  const failure: SendFailure = isObject(error)
    ? { ...told, kind }
    : {
        kind,
        code: String(status),
        message: `The connected system answered with status ${status}.`,
      };
  return {
    ok: false,
    failure: {
      ...failure,
      retryAfterMs: kind === "busy" && pause !== undefined ? pause : undefined,
    },
  };
}

function kindOf(status: number): SendFailure["kind"] {
  if (status === 408 || status === 425 || status === 429 || status >= 500) {
    return "busy";
  }
  // Moved, unknown or forbidden: the address or the secret is not right any more.
  if (status < 400 || [401, 403, 404, 405].includes(status)) {
    return status >= 200 && status < 300 ? "content" : "auth";
  }
  return status === 410 ? "unreachable" : "content";
}
