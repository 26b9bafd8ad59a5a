import type { MessageContent } from "@chatloom/flows-schema";
import {
  defined,
  id,
  type Json,
  number,
  object,
  objects,
  text,
  timeOf,
} from "../../channels/read-json.ts";
import { agentFile } from "../agent-contents.ts";
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
  const at = timeOf(message.created_at, dateOf(message.created_at) ?? now);
  const agent = defined({ id: id(sender.id), name: text(sender.name)?.slice(0, 200) });
  return contentsOf(message).map((content, index) => ({
    kind: "agentMessage",
    id: messageEventId(index === 0 ? messageId : `${messageId}:${index}`),
    at,
    ...place,
    agent,
    messageId,
    content,
  }));
}

function contentsOf({ content, attachments }: Json): readonly MessageContent[] {
  const words = text(content);
  const files = objects(attachments).flatMap((it): readonly MessageContent[] => {
    const latitude = number(it.coordinates_lat, -90, 90);
    const longitude = number(it.coordinates_long, -180, 180);
    if (it.file_type === "location" && latitude !== undefined && longitude !== undefined) {
      return [{ kind: "location", latitude, longitude }];
    }
    const file = agentFile({
      url: it.data_url,
      kind: it.file_type,
      fileName: nameIn(it.data_url),
      size: it.file_size,
    });
    return file ? [file] : [];
  });
  return [...(words === undefined ? [] : [{ kind: "text", text: words } as const]), ...files];
}

/** The file's name: Chatwoot tells it only as the end of the address. */
function nameIn(url: unknown): string | undefined {
  const name = /\/([^/?#]+)(?:[?#]|$)/.exec((text(url) ?? "").replace(/^.*\//, "/"))?.[1];
  try {
    return name && decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** A time written as in ISO 8601, in epoch milliseconds. */
function dateOf(value: unknown): number | undefined {
  const at = Date.parse(text(value) ?? "");
  return Number.isNaN(at) ? undefined : at;
}
