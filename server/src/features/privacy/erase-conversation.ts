import type { ServerContext } from "../../context/server-context.ts";
import { conversations } from "../../records/conversation-model.ts";
import { deleteFile, findFile } from "../../records/file-store.ts";
import { messages } from "../../records/message-model.ts";
import { personalData } from "../../records/personal-data.ts";
import { conversationHours } from "../../records/report-models.ts";
import { turns } from "../../records/turn-model.ts";
import type { ObjectId } from "../../store/scoped-model.ts";

const messagesAtOnce = 500;

/** Deletes a conversation and all that belongs to it. Returns how many documents of each collection. The conversation goes last: a repetition finds it. */
export async function eraseConversation(
  context: ServerContext,
  workspaceId: ObjectId,
  conversationId: string,
): Promise<Record<string, number>> {
  const { connection } = context;
  const own = messages(connection).in(workspaceId);
  const counts: Record<string, number> = { "files.files": 0, messages: 0 };
  for (;;) {
    const found = await own.find(
      { conversationId },
      { limit: messagesAtOnce, projection: { content: 1, direction: 1 } },
    );
    for (const { content, direction } of found) {
      const fileId = "fileId" in content ? content.fileId : undefined;
      const file = direction === "incoming" && fileId ? await findFile(context, fileId) : undefined;
      if (file) {
        await deleteFile(context, file);
        counts["files.files"] = (counts["files.files"] ?? 0) + 1;
      }
    }
    const deleted = await own.deleteMany({ _id: { $in: found.map((it) => it._id) } });
    counts.messages = (counts.messages ?? 0) + deleted;
    if (found.length < messagesAtOnce) {
      break;
    }
  }
  for (const [name, it] of Object.entries(personalData)) {
    if ("ofConversation" in it && name !== "messages") {
      const { deletedCount } = await connection
        .collection<Record<string, unknown>>(name)
        .deleteMany({ workspaceId, [it.ofConversation]: conversationId });
      counts[name] = deletedCount;
    }
  }
  // The figures stay; what the person answered does not.
  await conversationHours(connection)
    .in(workspaceId)
    .updateMany({ conversationId }, { $unset: { answers: 1 } });
  // The ids of a conversation's turns begin with its id and a full stop; a slash follows the full stop.
  const _id = { $gte: `${conversationId}.`, $lt: `${conversationId}/` };
  counts.turns = await turns(connection).in(workspaceId).deleteMany({ _id });
  counts.conversations = await conversations(connection)
    .in(workspaceId)
    .deleteOne({ _id: conversationId });
  return counts;
}
