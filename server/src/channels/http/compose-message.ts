import { defined } from "@chatloom/flows-schema";
import type { HttpCall, OutgoingMessage } from "../channel.ts";
import type { HttpSettings } from "./settings.ts";
import { signHttpBody } from "./signature.ts";

/** The signed call that hands a message to the other system. */
export function composeHttpMessage(message: OutgoingMessage, settings: HttpSettings): HttpCall {
  const { id, to, content, author, replyTo, lastIncomingId } = message;
  const json = {
    type: "message",
    id,
    contact: { id: to },
    author,
    content,
    ...defined({ replyTo, lastIncomingId }),
  };
  const { outgoingUrl, secret, authorization } = settings;
  return {
    method: "POST",
    url: outgoingUrl,
    headers: {
      "x-chatloom-signature": signHttpBody(JSON.stringify(json), secret, message.at ?? Date.now()),
      "idempotency-key": id,
      ...defined({
        authorization:
          authorization !== undefined && authorization !== "" ? authorization : undefined,
      }),
    },
    json,
  };
}
