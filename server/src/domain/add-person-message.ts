import type { MessageContent } from "@chatloom/flows-schema";
import { addMessage } from "./add-message.ts";
import type { ConversationDoc } from "./conversation-doc.ts";
import { enqueue } from "./enqueue.ts";
import type { MessageAuthor, MessageDoc } from "./message-doc.ts";
import { newId } from "./new-id.ts";

/** A message that a member or an agent of a helpdesk writes. The channel can send its content. */
interface PersonMessage {
  readonly author: MessageAuthor;
  readonly content: MessageContent;
  /** See `NewReply`. */
  readonly key?: string | undefined;
  /** The message that is answered. */
  readonly answered?: MessageDoc | undefined;
  /** Whether an agent of a helpdesk wrote it; then it is not forwarded there. */
  readonly fromDesk?: true | undefined;
  /** When it was written, in epoch milliseconds. */
  readonly at: number;
}

/** Adds a person's message to the thread and the outbox. `perCall` is the most messages that one call carries. */
export function addPersonMessage(
  conversation: ConversationDoc,
  { author, content, key, answered, fromDesk, at }: PersonMessage,
  now: number,
  perCall: number | undefined,
): { readonly conversation: ConversationDoc; readonly message: MessageDoc } {
  const _id = newId();
  const added = addMessage(
    conversation,
    {
      _id,
      direction: "outgoing",
      author,
      content,
      key,
      outboxId: _id,
      delivery: "queued",
      replyTo: answered?._id,
      at,
    },
    { forDesk: !fromDesk },
  );
  const entry = {
    id: _id,
    kind: "message",
    state: "queued",
    attempts: 0,
    nextAt: 0,
    messageId: _id,
    author: "human",
    agent: agentOf(author),
    fromDesk,
    content,
    replyTo: answered?.platformId,
  } as const;
  return { ...added, conversation: enqueue(added.conversation, entry, now, perCall) };
}

function agentOf({ type, id, name }: MessageAuthor): { id: string; name: string } | undefined {
  return type === "member" && id !== undefined && name ? { id, name } : undefined;
}
