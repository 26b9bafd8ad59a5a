import type { HttpReply, SendFailure, SendResult } from "./channel.ts";
import { retryAfterMs } from "./retry-after.ts";

/** Reads an answer by its status: 429 and 5xx are tried again, 401 and 403 need other credentials, the rest is final. */
export function readByStatus(
  title: string,
  reply: HttpReply,
  said: string | undefined,
): SendResult {
  const { status } = reply;
  if (status < 300) {
    return { ok: true, messageId: undefined };
  }
  const kind = kindOf(status);
  const pause = kind === "busy" ? retryAfterMs(reply) : undefined;
  const message =
    said === undefined ? `${title} answered with status ${status}.` : `${title} refused: ${said}`;
  return {
    ok: false,
    failure: {
      kind,
      code: String(status),
      message: message.slice(0, 500),
      retryAfterMs: pause,
    },
  };
}

function kindOf(status: number): SendFailure["kind"] {
  if (status === 429 || status === 408 || status >= 500) {
    return "busy";
  }
  return status === 401 || status === 403 ? "auth" : "content";
}
