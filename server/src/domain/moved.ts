import type { ChannelEvent } from "../channels/channel.ts";
import type { ConversationDoc } from "./conversation-doc.ts";

/** Returns what a contact's new address changes of the conversation. */
export function moved(
  { channelId, keys, address }: ConversationDoc,
  { from, previous }: Extract<ChannelEvent, { kind: "addressChanged" }>,
): Partial<ConversationDoc> {
  const key = `${channelId}:${from.id}`;
  return {
    address: address === previous ? from.id : address,
    keys: keys.includes(key) ? keys : [...keys, key],
  };
}
