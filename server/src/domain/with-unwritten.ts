import type { ConversationDoc } from "./conversation-doc.ts";
import type { MessageDoc } from "./message-doc.ts";

/** Messages of a conversation as they are written, and those of its own that `belongs` to them and are not written yet. */
export function withUnwritten(
  written: readonly MessageDoc[],
  { pendingWrites }: Pick<ConversationDoc, "pendingWrites">,
  belongs: (message: MessageDoc) => boolean,
): MessageDoc[] {
  const known = new Set(written.map((it) => it._id));
  return [...written, ...pendingWrites.messages.filter((it) => belongs(it) && !known.has(it._id))];
}
