import type { HttpReply, SendResult } from "../channel.ts";
import { isObject, object, text } from "../read-json.ts";
import { unclearAnswer } from "../unclear-answer.ts";
import { type FailureTable, readGraphFailure } from "./read-graph-error.ts";

/** The codes and subcodes of the Send API, on Messenger and Instagram. */
const sendFailures: FailureTable = {
  "10/2018278": "window",
  "10/2018065": "window",
  "10/2534022": "window",
  "551/1545041": "unreachable",
  "200/1545041": "unreachable",
  "any/1545041": "window",
  "551": "unreachable",
  "10/2018108": "unreachable",
  "10/1893063": "policy",
  "100/2018001": "unreachable",
  "9000001": "unreachable",
  "200/2018028": "unreachable",
  "2018300": "policy",
  "any/2018300": "policy",
  "613/2018338": "policy",
  "1200": "busy",
};

/** Reads what the answer to a send means; `own` are the channel's codes, which go first. */
export function readSendReply(reply: HttpReply, own: FailureTable = {}): SendResult {
  if (reply.status >= 200 && reply.status < 300) {
    const { message_id, recipient_id, error } = object(reply.body);
    const messageId = text(message_id);
    // Reactions are answered with the recipient alone.
    if (messageId !== undefined || text(recipient_id) !== undefined) {
      return { ok: true, messageId };
    }
    if (!isObject(error)) {
      return unclearAnswer;
    }
  }
  return { ok: false, failure: readGraphFailure(reply, { ...sendFailures, ...own }) };
}
