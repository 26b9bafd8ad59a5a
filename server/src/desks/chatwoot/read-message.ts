import { defined } from "@chatloom/flows-schema";
import { chatwootContents, chatwootMoment } from "../../channels/chatwoot-contents.ts";
import { id, type Json, object, text } from "../../channels/read-json.ts";
import { type CaseReference, type DeskEvent, messageEventId } from "../desk-event.ts";

/** Where a message belongs. */
interface MessagePlace {
  readonly account: string;
  readonly case: CaseReference;
}

/**
 * Reads a message of Chatwoot, from a webhook or from its API. Only what an agent wrote to the contact counts: not private notes, what
 * bots and contacts wrote, nor what Chatwoot notes.
 */
export function readChatwootMessage(
  message: Json,
  place: MessagePlace,
  now: number,
): readonly DeskEvent[] {
  const messageId = id(message.id);
  const sender = object(message.sender);
  const outgoing = message.message_type === "outgoing" || message.message_type === 1;
  if (messageId === undefined || !outgoing || message.private === true || sender.type !== "user") {
    return [];
  }
  const at = chatwootMoment(message.created_at, now);
  const agent = defined({ id: id(sender.id), name: text(sender.name)?.slice(0, 200) });
  return chatwootContents(message).map((content, index) => ({
    kind: "agentMessage",
    id: messageEventId(index === 0 ? messageId : `${messageId}:${index}`),
    at,
    ...place,
    agent,
    messageId,
    content,
  }));
}
