import { byMember } from "./add-event.ts";
import { addMessage } from "./add-message.ts";
import type { ConversationDoc } from "./conversation-doc.ts";
import { changed } from "./conversation-shape.ts";
import type { ActingMember } from "./hand-over.ts";
import type { MessageDoc } from "./message-doc.ts";

/** How many members a conversation remembers as mentioned. */
const mostMentioned = 50;

/** A note of a member for colleagues. */
interface NewNote {
  readonly text: string;
  /** Members who get a notice. */
  readonly mentions: readonly string[];
  /** See `NewReply`. */
  readonly key?: string;
}

/** Adds a note that only members see. Those it mentions have something to read, except for its author. */
export function addNote(
  conversation: ConversationDoc,
  member: ActingMember,
  note: NewNote,
  now: number,
): { readonly conversation: ConversationDoc; readonly message: MessageDoc } {
  const { text, mentions, key } = note;
  const added = addMessage(conversation, {
    direction: "note",
    author: byMember(member),
    content: { kind: "text", text },
    mentions: mentions.length > 0 ? mentions : undefined,
    key,
    at: now,
  });
  const told = mentions.filter((it) => it !== member.id);
  if (told.length === 0) {
    return added;
  }
  const others = (conversation.mentions ?? []).filter((it) => !told.includes(it.memberId));
  const all = [...others, ...told.map((memberId) => ({ memberId, seen: false }))];
  return {
    message: added.message,
    conversation: changed(added.conversation, {
      mentions: all.slice(-mostMentioned),
      updatedAt: Math.max(conversation.updatedAt, now),
    }),
  };
}
