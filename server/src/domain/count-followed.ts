import type { ConversationDoc } from "./conversation-doc.ts";
import type { WaitingInbound } from "./inbound-doc.ts";
import { addSideEffect } from "./settle-effects.ts";

/** Notes that the contact came by a link. The event's id makes a second time the same as once. */
export function countFollowed(
  conversation: ConversationDoc,
  { _id, followed }: WaitingInbound,
): ConversationDoc {
  return followed === undefined
    ? conversation
    : addSideEffect(conversation, {
        type: "track",
        id: `${_id}:link`,
        event: "linkFollowed",
        name: followed.link.id,
        flowId: followed.link.flowId,
        nodeId: "",
      });
}
