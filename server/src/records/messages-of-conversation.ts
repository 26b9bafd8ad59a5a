import type { ServerContext } from "../context/server-context.ts";
import type { MessageDoc } from "../domain/message-doc.ts";
import { readConversation } from "../domain/stored-conversation.ts";
import { withUnwritten } from "../domain/with-unwritten.ts";
import { conversations } from "./conversation-model.ts";
import { messages } from "./message-model.ts";

/** Reads messages of a conversation by their ids, including decided ones that are not written yet. Those of other conversations are left out. */
export async function messagesOfConversation(
  { connection }: Pick<ServerContext, "connection">,
  {
    workspaceId,
    conversationId,
  }: { readonly workspaceId: string; readonly conversationId: string },
  ids: readonly string[],
): Promise<ReadonlyMap<string, MessageDoc>> {
  // First the conversation: what it has written since is among the messages.
  const stored = await conversations(connection).in(workspaceId).findOne({ _id: conversationId });
  if (!stored) {
    return new Map();
  }
  const written = await messages(connection)
    .in(workspaceId)
    .find({ _id: { $in: [...ids] }, conversationId }, { projection: { turn: 0 } });
  const all = withUnwritten(written, readConversation(stored), (it) => ids.includes(it._id));
  return new Map(all.map((it) => [it._id, it]));
}
