import type { MessageContent } from "@chatloom/flows-schema";
import { fileContent } from "../../channels/file-content.ts";
import { id, type Json, text } from "../../channels/read-json.ts";
import { type CaseReference, type DeskEvent, messageEventId } from "../desk-event.ts";
import { readRichMessage } from "./read-rich-message.ts";

interface EventPlace {
  readonly account: string | undefined;
  readonly case: CaseReference;
}

/**
 * Reads an event of a chat, from a webhook or the API. Only what a person among the agents wrote to the contact counts: agents are known
 * by e-mail, customers and bots by other ids. `agentId` is the agent in whose name we write.
 */
export function readLivechatEvent(
  event: Json,
  place: EventPlace,
  agentId: string,
  now: number,
): readonly DeskEvent[] {
  const messageId = id(event.id);
  const author = id(event.author_id) ?? "";
  const foreign = !author.includes("@") || author.toLowerCase() === agentId.toLowerCase();
  if (messageId === undefined || foreign || event.visibility === "agents") {
    return [];
  }
  return contentsOf(event).map((content, index) => ({
    kind: "agentMessage",
    id: messageEventId(index === 0 ? messageId : `${messageId}:${index}`),
    account: place.account,
    case: place.case,
    at: momentOf(event.created_at) ?? now,
    agent: { id: author, name: author.slice(0, 200) },
    messageId,
    content,
  }));
}

/** A time as LiveChat writes it, with microseconds, in epoch milliseconds. */
export function momentOf(value: unknown): number | undefined {
  const at = Date.parse(text(value) ?? "");
  return Number.isNaN(at) ? undefined : at;
}

function contentsOf(event: Json): readonly MessageContent[] {
  switch (event.type) {
    case "message": {
      const words = text(event.text);
      return words === undefined ? [] : [{ kind: "text", text: words }];
    }
    case "file": {
      const file = fileContent({
        url: event.url,
        kind: event.content_type,
        fileName: event.name,
        mimeType: event.content_type,
        size: event.size,
      });
      return file ? [file] : [];
    }
    case "rich_message":
      return readRichMessage(event);
    default:
      return [];
  }
}
