import type { MessageContent } from "@chatloom/flows-schema";
import { invalidAt } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import type { FoundFile } from "../../records/file-store.ts";
import { ownFiles } from "../files/own-files.ts";

/** Checks and keeps the files of what a member sends. Throws `request.invalid` with a place below `at`. */
export async function checkContent(
  context: ServerContext,
  conversation: ConversationDoc,
  content: MessageContent,
  at: string,
): Promise<MessageContent> {
  const checked = await ownFiles(context, content, {
    maySend: (file) => mayReplyWith(conversation, file),
    foreign: true,
  });
  if (checked.flaw) {
    const flaw = { ...checked.flaw, at: checked.flaw.at.replace("/content", at) };
    throw invalidAt("request.invalid", flaw);
  }
  return checked.content;
}

/** Allows members' uploads and those of this contact. */
function mayReplyWith({ workspaceId, channelId, address }: ConversationDoc, file: FoundFile) {
  if (file.workspaceId !== String(workspaceId)) {
    return false;
  }
  return file.visitor === undefined || (file.channelId === channelId && file.visitor === address);
}
