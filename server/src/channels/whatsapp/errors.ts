import type { HttpReply, SendResult } from "../channel.ts";
import { type FailureTable, readGraphFailure } from "../meta/read-graph-error.ts";
import { isObject, object, objects, text } from "../read-json.ts";
import { unclearAnswer } from "../unclear-answer.ts";

/** WhatsApp's own error codes. Rate limits mostly come with status 400, so only the code tells. */
export const whatsappFailures: FailureTable = {
  "130429": "busy",
  "131056": "busy",
  "131000": "busy",
  "131016": "busy",
  "131057": "busy",
  "131005": "auth",
  "131045": "auth",
  "131047": "window",
  "131026": "unreachable",
  "131030": "unreachable",
  "131008": "content",
  "131009": "content",
  "131021": "content",
  "131051": "content",
  "131052": "content",
  "131053": "content",
  "131062": "content",
  "132000": "content",
  "132001": "content",
  "132005": "content",
  "132012": "content",
  "132007": "policy",
  "132015": "policy",
  "132016": "policy",
  "132068": "policy",
  "130472": "policy",
  "130497": "policy",
  "131031": "auth",
  "131037": "policy",
  "131042": "auth",
  "131048": "policy",
  "131049": "policy",
  "131050": "policy",
  "133016": "policy",
};

const longestPauseMs = 4 ** 6 * 1_000;

/** Classifies WhatsApp's answer to a send. */
export function readWhatsappReply(reply: HttpReply, attempt = 1): SendResult {
  if (reply.status >= 200 && reply.status < 300) {
    const messageId = text(objects(object(reply.body).messages)[0]?.id);
    if (messageId !== undefined) {
      return { ok: true, messageId };
    }
    if (!isObject(object(reply.body).error)) {
      return unclearAnswer;
    }
  }
  const failure = readGraphFailure(reply, whatsappFailures);
  // Too many messages to this one person: WhatsApp asks to wait 4, 16, 64 … seconds.
  if (failure.code.split("/")[0] === "131056") {
    const retryAfterMs = Math.min(4 ** Math.max(0, attempt) * 1_000, longestPauseMs);
    return { ok: false, failure: { ...failure, retryAfterMs } };
  }
  return { ok: false, failure };
}
