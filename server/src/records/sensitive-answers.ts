import mongoose, { type Connection } from "mongoose";
import type { MessageDoc } from "../domain/message-doc.ts";
import type { SensitiveAnswer } from "../domain/sensitive-answer.ts";
import { readConversation } from "../domain/stored-conversation.ts";
import { unseal } from "../secrets/secret-box.ts";
import { conversationsOf } from "./conversation-model.ts";
import { messagesOf } from "./message-model.ts";

/** The parts of the server that sensitive answers are read with. */
interface Reader {
  readonly connection: Connection;
  readonly config: { readonly secretKey: string };
}

/** Opens what a message said to a sensitive question. Throws `UnreadableSecret`; undefined where it said nothing to one. */
export function openAnswer(
  { config }: Pick<Reader, "config">,
  { _id, sealed, deleted }: MessageDoc,
): SensitiveAnswer | undefined {
  return sealed === undefined || deleted
    ? undefined
    : (JSON.parse(unseal(config.secretKey, sealed, _id)) as SensitiveAnswer);
}

/**
 * Reads the answers that messages of a contact gave to sensitive questions, as texts by message id: a flow may have asked in another
 * channel. Deleted and unknown ones are left out. Throws `UnreadableSecret`.
 */
export async function sensitiveAnswers(
  reader: Reader,
  { workspaceId, contactId }: { readonly workspaceId: string; readonly contactId: string },
  messageIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { connection } = reader;
  // A message that is not in its conversation any more is written.
  const own = await conversationsOf(connection)
    .find({ workspaceId: new mongoose.Types.ObjectId(workspaceId), contactId })
    .toArray();
  const waiting = own.flatMap((it) => readConversation(it).pendingWrites.messages);
  const conversationId = { $in: own.map((it) => it._id) };
  const written = await messagesOf(connection)
    .find({ _id: { $in: [...messageIds] }, conversationId })
    .toArray();
  const texts = new Map<string, string>();
  for (const message of [...waiting.filter((it) => messageIds.includes(it._id)), ...written]) {
    const value = openAnswer(reader, message)?.value;
    if (value !== undefined) {
      texts.set(message._id, String(value));
    }
  }
  return texts;
}
