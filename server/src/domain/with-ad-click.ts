import { adClickOf } from "./ad-click.ts";
import type { ConversationDoc } from "./conversation-doc.ts";
import { addSideEffect } from "./settle-effects.ts";
import type { ContactEvent } from "./with-link.ts";

/** Notes the ad that brought the contact. The event's id makes a second time the same as once. */
export function withAdClick(
  conversation: ConversationDoc,
  id: string,
  event: ContactEvent,
): ConversationDoc {
  const click = adClickOf(event, conversation.channelType);
  return click
    ? addSideEffect(conversation, { type: "noteAdClick", id: `${id}:click`, click, at: event.at })
    : conversation;
}
