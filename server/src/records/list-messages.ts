import type { Message } from "@chatloom/api-schema";
import { defined } from "@chatloom/flows-schema";
import type { ServerContext } from "../context/server-context.ts";
import type { ConversationDoc } from "../domain/conversation-doc.ts";
import type { MessageDoc } from "../domain/message-doc.ts";
import { presentMessage } from "../domain/present-message.ts";
import { withUnwritten } from "../domain/with-unwritten.ts";
import { messages } from "./message-model.ts";

/** Where to read: before a sequence number (newest first), or after one (oldest first). */
export interface ThreadQuery {
  readonly before?: number | undefined;
  readonly after?: number | undefined;
  readonly limit?: number | undefined;
}

/** Reads messages of a conversation, including decided ones that are not written yet. */
export async function readThread(
  context: Pick<ServerContext, "connection">,
  conversation: ConversationDoc,
  { before, after, limit = 50 }: ThreadQuery,
): Promise<readonly MessageDoc[]> {
  const forward = after !== undefined;
  const within = (sequence: number): boolean =>
    (before === undefined || sequence < before) && (after === undefined || sequence > after);
  const range = defined({ $lt: before, $gt: after });
  const written = await messages(context.connection)
    .in(conversation.workspaceId)
    .find(
      {
        conversationId: conversation._id,
        ...defined({ sequence: Object.keys(range).length > 0 ? range : undefined }),
      },
      { sort: { sequence: forward ? 1 : -1 }, limit: limit + 1, projection: { turn: 0 } },
    );
  return withUnwritten(written, conversation, (it) => within(it.sequence))
    .sort((a, b) => (forward ? a.sequence - b.sequence : b.sequence - a.sequence))
    .slice(0, limit + 1);
}

/** A page of the thread as members see it. */
export async function listMessages(
  context: ServerContext,
  conversation: ConversationDoc,
  query: ThreadQuery,
): Promise<{ items: Message[]; next: string | undefined }> {
  const limit = query.limit ?? 50;
  const found = await readThread(context, conversation, query);
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map((it) => presentMessage(it)),
    next: found.length > limit && last ? String(last.sequence) : undefined,
  };
}
