import type { HttpReply, SendFailure, SendResult } from "../channel.ts";
import { id, isObject, object, text } from "../read-json.ts";
import { retryAfterMs } from "../retry-after.ts";
import { unclearAnswer } from "../unclear-answer.ts";

type FailureKind = SendFailure["kind"];

/** The meaning of error codes of messages and templates. Any other code is a fault of the message. */
const failures: Readonly<Record<string, FailureKind>> = {
  "-32": "busy",
  // Of messages: the uploaded file has expired, so it is uploaded again. Of templates: an unknown fault of theirs.
  "-100": "busy",
  "-101": "auth",
  "-102": "auth",
  "-103": "auth",
  "-104": "auth",
  "-105": "auth",
  "-115": "policy",
  "-117": "policy",
  "-124": "auth",
  "-133": "policy",
  "-144": "policy",
  "-147": "policy",
  "-1241": "auth",
  "-1472": "policy",
  "-204": "auth",
  "-205": "auth",
  "-209": "auth",
  "-211": "policy",
  "-212": "auth",
  "-213": "unreachable",
  "-216": "auth",
  "-217": "unreachable",
  "-218": "policy",
  "-219": "auth",
  "-220": "auth",
  "-221": "policy",
  "-223": "auth",
  "-224": "policy",
  "-227": "unreachable",
  "-230": "window",
  "-232": "window",
  "-233": "policy",
  "-234": "policy",
  "-235": "policy",
  "-240": "policy",
  "-242": "auth",
  "-244": "unreachable",
  "-248": "policy",
  "-320": "policy",
  "-321": "policy",
};
/** Explanations for members, beside Zalo's own words. */
const advice: Readonly<Record<string, string>> = {
  "-108": "The phone number is not valid",
  "-115": "The template balance is used up; top it up in the Zalo Cloud account",
  "-118": "The phone number has no Zalo account",
  "-133": "This template may not be sent at night",
  "-144": "The OA's daily template quota is used up",
  "-147": "This template's daily quota is used up",
  "-211": "The OA's message quota is used up",
  "-213": "The contact does not follow the OA",
  "-218": "The contact has received the most messages that Zalo allows",
  "-221": "The OA must be verified first",
  "-224": "The OA needs a paid plan for this",
  "-230": "The contact has not written for seven days; use a template",
  "-234": "Promotions may not be sent between 22:00 and 6:00",
  "-320": "No Zalo Cloud account is linked to the app",
  "-321": "The Zalo Cloud account has no money left",
};
/** The limit is by the minute, and Zalo says no more about it. */
const minuteMs = 60_000;

/** Reads what Zalo's answer to a send means. Refusals come with status 200. */
export function readZaloReply(reply: HttpReply): SendResult {
  const { error, data, message } = object(reply.body);
  const code = id(error);
  if (code === "0") {
    const { message_id, msg_id } = object(data);
    const messageId = id(message_id) ?? id(msg_id);
    // Reactions are answered without an id, uploads with a token.
    return messageId !== undefined || isObject(data) || data === undefined
      ? { ok: true, messageId }
      : unclearAnswer;
  }
  if (code === undefined) {
    return readStatus(reply);
  }
  const kind = failures[code] ?? "content";
  const words = [advice[code], text(message)].filter((it) => it !== undefined).join(": ");
  return {
    ok: false,
    failure: {
      kind,
      code,
      message: words === "" ? `Zalo refused the message (code ${code}).` : words,
      retryAfterMs: code === "-32" ? (retryAfterMs(reply) ?? minuteMs) : undefined,
    },
  };
}

function readStatus(reply: HttpReply): SendResult {
  const { status } = reply;
  if (status < 300) {
    return unclearAnswer;
  }
  const busy = status === 429 || status === 408 || status >= 500;
  const kind = busy ? "busy" : status === 401 || status === 403 ? "auth" : "content";
  const pause = busy ? retryAfterMs(reply) : undefined;
  const message = `Zalo answered with status ${status}.`;
  return {
    ok: false,
    failure: { kind, code: String(status), message, retryAfterMs: pause },
  };
}
