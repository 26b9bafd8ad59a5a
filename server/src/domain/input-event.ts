import type { Input } from "@chatloom/runtime";
import type { ConversationDoc } from "./conversation-doc.ts";
import type { InboundDoc, InboundEvent } from "./inbound-doc.ts";

/** How long an event is known after it is done: longer than any platform redelivers. */
export const knownForMs = 9 * 86_400_000;

/** An event for a conversation that does not come from its platform. The same key is the same event. */
export function innerEvent(
  { _id, workspaceId, channelId }: Pick<ConversationDoc, "_id" | "workspaceId" | "channelId">,
  key: string,
  event: Extract<InboundEvent, { kind: "input" | "relay" }>,
  now: number,
): InboundDoc {
  return {
    _id: `#${_id}:${key}`,
    workspaceId,
    channelId,
    waiting: `#${_id}`,
    receivedAt: now,
    event,
    expireAt: new Date(now + knownForMs),
  };
}

/** Something for the bot that does not come from the platform, stored like everything that does. */
export function inputEvent(
  conversation: Pick<ConversationDoc, "_id" | "workspaceId" | "channelId">,
  key: string,
  input: Input,
  now: number,
): InboundDoc {
  return innerEvent(conversation, key, { kind: "input", input, at: now }, now);
}
