import type { HttpReply, SendFailure } from "../channel.ts";
import { isObject, object, text } from "../read-json.ts";
import { retryAfterMs } from "../retry-after.ts";

type FailureKind = SendFailure["kind"];
/** The meaning of error codes: `"10/2018278"` (code and subcode), `"551"` (code) or `"any/1545041"` (subcode of any code). */
export type FailureTable = Readonly<Record<string, FailureKind>>;

/** The codes that mean the same on every Meta channel. */
const common: FailureTable = {
  "0": "auth",
  "102": "auth",
  "190": "auth",
  "3": "auth",
  "10": "auth",
  "1": "busy",
  "2": "busy",
  "4": "busy",
  "17": "busy",
  "32": "busy",
  "613": "busy",
  "80007": "busy",
  "33": "content",
  "100": "content",
  "368": "policy",
};
/** Meta asks to begin with half a minute when an app, page or account is over its rate. */
const rateLimits = new Set(["4", "17", "32", "613", "80007"]);
const rateLimitPauseMs = 30_000;

/** Classifies a refusal of the Graph API. `own` are the channel's codes; they take precedence. */
export function readGraphFailure(reply: HttpReply, own: FailureTable): SendFailure {
  const body = object(reply.body);
  if (!isObject(body.error)) {
    return readStatus(reply);
  }
  return readGraphError(body.error, own, reply);
}

/** Classifies an error object of an answer or a webhook. Only an answer has an HTTP status. */
export function readGraphError(error: unknown, own: FailureTable, reply?: HttpReply): SendFailure {
  const { code, error_subcode, error_data, is_transient, message, title, error_user_msg } =
    object(error);
  const name = String(typeof code === "number" || typeof code === "string" ? code : "unknown");
  const subcode = typeof error_subcode === "number" ? String(error_subcode) : "";
  const pair = `${name}/${subcode}`;
  const known =
    own[pair] ?? own[`any/${subcode}`] ?? own[name] ?? common[`${pair}`] ?? common[name];
  const kind = known ?? (is_transient === true ? "busy" : guess(Number(name), reply));
  const words = [
    text(message) ?? text(title),
    text(object(error_data).details),
    text(error_user_msg),
  ];
  const said = [...new Set(words.filter((part) => part !== undefined))].join(": ");
  const pause = reply && retryAfterMs(reply);
  return {
    kind,
    code: subcode === "" ? name : pair,
    message: said === "" ? `The platform refused the message (code ${name}).` : said,
    retryAfterMs:
      kind === "busy" && (pause !== undefined || rateLimits.has(name))
        ? (pause ?? rateLimitPauseMs)
        : undefined,
  };
}

function guess(code: number, reply: HttpReply | undefined): FailureKind {
  if (code >= 200 && code <= 299) {
    return "auth";
  }
  return reply === undefined ? "content" : readStatus(reply).kind;
}

function readStatus(reply: HttpReply): SendFailure {
  const { status } = reply;
  const pause = retryAfterMs(reply);
  const busy = status === 429 || status === 408 || status >= 500;
  return {
    kind: busy ? "busy" : status === 401 ? "auth" : "content",
    code: String(status),
    message: `The platform answered with status ${status}.`,
    retryAfterMs: busy && pause !== undefined ? pause : undefined,
  };
}
