import { defined } from "@chatloom/flows-schema";
import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import { changed } from "../../domain/conversation-shape.ts";
import type { WaitingInbound } from "../../domain/inbound-doc.ts";
import type { ThreadChange } from "../../domain/is-thread-change.ts";
import type { MessageDoc } from "../../domain/message-doc.ts";
import { presentMessage } from "../../domain/present-message.ts";
import { previewContent } from "../../domain/preview-content.ts";
import { messagesOf } from "../../records/message-model.ts";
import type { PipelineServices } from "../pipeline-services.ts";

/** Edits, deletes or reacts to a message of the thread, and gives it. One that nobody knows is passed over. */
export function changeThread(
  services: PipelineServices,
  { _id, channelId, workspaceId }: ConversationDoc,
  event: ThreadChange,
): Promise<MessageDoc | undefined> {
  return change(services, { channelId, workspaceId, conversationId: _id }, event);
}

/** Notes a reaction that does not name its conversation, such as one in a thread of Slack. */
export async function reactAnywhere(
  services: PipelineServices,
  { channelId, workspaceId, event }: WaitingInbound,
): Promise<void> {
  if (event.kind === "reaction") {
    await change(services, { channelId, workspaceId }, event);
  }
}

async function change(
  { context }: PipelineServices,
  {
    workspaceId,
    ...where
  }: Pick<WaitingInbound, "channelId" | "workspaceId"> & {
    readonly conversationId?: string;
  },
  event: ThreadChange,
): Promise<MessageDoc | undefined> {
  const sameKind = event.kind === "edit" && onlyCaption(event);
  const changed = await messagesOf(context.connection).findOneAndUpdate(
    {
      ...where,
      platformId: event.messageId,
      ...defined({ "content.kind": sameKind ? event.content.kind : undefined }),
      // The new words of a sensitive answer would be there for everyone to read.
      ...defined({ sealed: event.kind === "edit" ? { $exists: false } : undefined }),
    },
    { $set: changeOf(event), $inc: { version: 1 } },
    { returnDocument: "after" },
  );
  if (!changed) {
    return undefined;
  }
  context.announce(String(workspaceId), "message.updated", presentMessage(changed));
  return changed;
}

/** The conversation as lists show it once one of its messages was changed. */
export function withChanged(
  conversation: ConversationDoc,
  { _id, content, deleted }: MessageDoc,
): ConversationDoc {
  const { last } = conversation;
  if (last?.id !== _id) {
    return conversation;
  }
  return changed(conversation, { last: { ...last, text: deleted ? "" : previewContent(content) } });
}

function changeOf(event: ThreadChange) {
  switch (event.kind) {
    case "edit":
      return onlyCaption(event)
        ? {
            "content.caption": "caption" in event.content ? (event.content.caption ?? "") : "",
            edited: true,
          }
        : { content: event.content, edited: true };
    case "delete":
      return { deleted: true };
    case "reaction":
      return { reactions: event.emoji === "" ? [] : [event.emoji] };
  }
}

/** Whether only the caption of a file can have changed: the file itself was fetched when it came. */
function onlyCaption({ content }: Extract<ThreadChange, { kind: "edit" }>): boolean {
  return "url" in content && content.url === "";
}
