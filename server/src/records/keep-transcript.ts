import type { ServerContext } from "../context/server-context.ts";
import type { MessageDoc, Transcript } from "../domain/message-doc.ts";
import { presentMessage } from "../domain/present-message.ts";
import { messagesOf } from "./message-model.ts";

/** A message that was decided is written within moments. */
const looks = 20;
const lookMs = 250;

/** Stores the transcript of a voice note with its message, and shows it to members. Returns false where the message stays away. */
export async function keepTranscript(
  context: Pick<ServerContext, "connection" | "announce" | "now">,
  { _id, workspaceId }: Pick<MessageDoc, "_id" | "workspaceId">,
  transcript: Transcript,
): Promise<boolean> {
  for (let look = 0; look < looks; look += 1) {
    if (look > 0) {
      await new Promise((resolve) => setTimeout(resolve, lookMs));
    }
    const changed = await messagesOf(context.connection).findOneAndUpdate(
      { _id, workspaceId },
      { $set: { transcript, writtenAt: context.now() }, $inc: { version: 1 } },
      { returnDocument: "after" },
    );
    if (changed) {
      context.announce(String(workspaceId), "message.updated", presentMessage(changed));
      return true;
    }
  }
  return false;
}
