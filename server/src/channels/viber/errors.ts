import type { HttpReply, SendFailure, SendResult } from "../channel.ts";
import { id, number, object, text } from "../read-json.ts";
import { retryAfterMs } from "../retry-after.ts";
import { unclearAnswer } from "../unclear-answer.ts";

/** The meaning of Viber's status codes; https://developers.viber.com/docs/api/rest-bot-api/#error-codes. Others are about the message. */
const kinds: Readonly<Record<number, SendFailure["kind"]>> = {
  2: "auth",
  5: "unreachable",
  6: "unreachable",
  7: "auth",
  8: "auth",
  9: "auth",
  10: "auth",
  11: "unreachable",
  12: "busy",
  15: "policy",
  16: "policy",
  17: "policy",
  18: "policy",
  19: "policy",
  20: "policy",
  21: "policy",
  22: "policy",
  23: "policy",
  24: "policy",
};

/** Classifies Viber's answer to a call. A refusal comes with status 200 and a code in the body. */
export function readViberReply(reply: HttpReply): SendResult {
  const body = object(reply.body);
  const code = number(body.status);
  if (code === 0) {
    const messageId = id(body.message_token);
    return messageId === undefined ? unclearAnswer : { ok: true, messageId };
  }
  if (code === undefined && reply.status < 300) {
    return unclearAnswer;
  }
  const kind = code === undefined ? kindOfStatus(reply.status) : (kinds[code] ?? "content");
  const pause = kind === "busy" ? retryAfterMs(reply) : undefined;
  const said = text(body.status_message);
  const failure = {
    kind,
    code: String(code ?? reply.status),
    message:
      said === undefined
        ? `Viber answered with status ${code ?? reply.status}.`
        : `Viber refused: ${said}`,
  };
  return {
    ok: false,
    failure: { ...failure, retryAfterMs: pause },
  };
}

function kindOfStatus(status: number): SendFailure["kind"] {
  if (status === 429 || status === 408 || status >= 500) {
    return "busy";
  }
  return status === 401 || status === 403 ? "auth" : "content";
}
