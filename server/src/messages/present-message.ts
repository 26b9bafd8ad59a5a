import type { Message } from "@chatloom/api-schema";
import type { MessageDoc } from "./message-doc.ts";

/** A message as members see it. What was deleted keeps its place, without its content. */
export function presentMessage(message: MessageDoc): Message {
  const { author, event, delivery, failure, reactions, edited, deleted, flowId, nodeId } = message;
  return {
    id: message._id,
    conversationId: message.conversationId,
    direction: message.direction,
    author: { ...author },
    ...(event !== undefined && { event }),
    content: deleted ? { kind: "text", text: "" } : message.content,
    ...(delivery !== undefined && { delivery }),
    ...(failure !== undefined && troubled(delivery) && { failure: { ...failure } }),
    ...(reactions !== undefined && reactions.length > 0 && { reactions: [...reactions] }),
    ...(edited && { edited }),
    ...(deleted && { deleted }),
    ...(flowId && { flowId }),
    ...(nodeId && { nodeId }),
    sequence: message.sequence,
    at: new Date(message.at).toISOString(),
  };
}

/** A message that is tried again has no failure for now. */
function troubled(delivery: MessageDoc["delivery"]): boolean {
  return delivery === "failed" || delivery === "unknown";
}
