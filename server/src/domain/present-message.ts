import type { Message } from "@chatloom/api-schema";
import { hideCallbacks } from "./hide-callbacks.ts";
import type { MessageDoc } from "./message-doc.ts";

/** Presents a message as members see it, or its contact. What was deleted keeps its place, without its content. */
export function presentMessage(
  message: MessageDoc,
  seenBy: "members" | "contact" = "members",
): Message {
  const { author, event, delivery, failure, reactions, edited, deleted, flowId, nodeId } = message;
  return {
    id: message._id,
    conversationId: message.conversationId,
    direction: message.direction,
    author: { ...author },
    event,
    content: deleted
      ? { kind: "text", text: "" }
      : seenBy === "contact"
        ? reachable(message)
        : hideCallbacks(reachable(message), message.conversationId),
    sensitive: message.sealed !== undefined && !deleted ? true : undefined,
    delivery,
    failure: failure !== undefined && troubled(message) ? { ...failure } : undefined,
    reactions: reactions !== undefined && reactions.length > 0 ? [...reactions] : undefined,
    edited,
    deleted,
    flowId,
    nodeId,
    replyTo: message.replyTo,
    mentions: message.mentions && [...message.mentions],
    sources:
      seenBy === "members" && !deleted ? message.sources?.map((it) => ({ ...it })) : undefined,
    transcript: seenBy === "members" && !deleted ? message.transcript?.text : undefined,
    version: message.version ?? 0,
    sequence: message.sequence,
    at: new Date(message.at).toISOString(),
  };
}

/** A message that is tried again has no failure for now. What comes in fails only when its file cannot be had. */
function troubled({ delivery, direction }: MessageDoc): boolean {
  return direction === "incoming" || delivery === "failed" || delivery === "unknown";
}

/** A file that is not here yet, or never will be, has no address to show. */
function reachable({ content, file }: MessageDoc): Message["content"] {
  return file && "url" in content && content.fileId === undefined
    ? { ...content, url: "" }
    : content;
}
