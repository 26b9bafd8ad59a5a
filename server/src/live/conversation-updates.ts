import type { PartialAnswer } from "@chatloom/api-schema";
import { botMayAct } from "@chatloom/runtime";
import type { ServerContext } from "../context/server-context.ts";
import type { ConversationDoc } from "../domain/conversation-doc.ts";
import type { MessageDoc } from "../domain/message-doc.ts";
import { presentMessage } from "../domain/present-message.ts";
import { presentConversation } from "../features/inbox/present-conversation.ts";
import type { ConversationListeners } from "../pipeline/pipeline.ts";
import { newMessages } from "./new-messages.ts";

/** The receivers of conversation events: members, and the visitors of web chats. */
export interface UpdateListeners {
  readonly watched: (workspaceId: string) => boolean;
  readonly moved: (before: ConversationDoc, after: ConversationDoc) => void;
  readonly visitorMessage: (conversation: ConversationDoc, message: MessageDoc) => void;
  readonly visitorAnsweredBy: (conversation: ConversationDoc) => void;
  readonly visitorTyping: (conversation: ConversationDoc, seconds: number) => void;
  readonly visitorPartial: (conversation: ConversationDoc, partial: PartialAnswer) => void;
  /** Whether a member looks at the conversation. */
  readonly viewed: (conversationId: string) => Promise<boolean>;
  readonly memberPartial: (conversationId: string, partial: PartialAnswer) => void;
}

/** Several writes within a short time are announced once. */
const pauseMs = 40;

/** Turns writes of conversations into events for members and visitors. */
export function createConversationUpdates(
  context: ServerContext,
  audience: UpdateListeners,
  messagesById: (ids: readonly string[]) => Promise<readonly MessageDoc[]>,
): ConversationListeners & { readonly stop: () => void } {
  const planned = new Map<string, { newest: ConversationDoc; timer: NodeJS.Timeout }>();

  return {
    changed(before, after) {
      for (const message of newMessages(before, after)) {
        announceCreated(after, message);
      }
      audience.moved(before, after);
      if (before.handler !== after.handler || before.assigneeId !== after.assigneeId) {
        audience.visitorAnsweredBy(after);
      }
      plan(after);
    },
    written(conversation) {
      const { workspaceId, channelType } = conversation;
      if (!audience.watched(String(workspaceId)) && channelType !== "web") {
        return;
      }
      for (const message of conversation.pendingWrites.messages) {
        if (message.delivery !== undefined && message.delivery !== "queued") {
          announceUpdated(conversation, message);
        }
      }
      const ids = conversation.pendingWrites.changes.map((it) => it.messageId);
      if (ids.length === 0) {
        return;
      }
      messagesById(ids).then(
        (changed) => {
          for (const message of changed) {
            announceUpdated(conversation, message);
          }
        },
        (error: unknown) => context.log.warn({ err: error }, "failed to announce changes"),
      );
    },
    typing: audience.visitorTyping,
    seesPartial: async ({ _id, channelType }) => channelType === "web" || audience.viewed(_id),
    partial(conversation, partial) {
      // Once a person has taken over, nothing more of the bot's is shown.
      const shown = botMayAct(conversation) ? partial : { text: "", ms: 0 };
      audience.visitorPartial(conversation, shown);
      audience.memberPartial(conversation._id, shown);
    },
    stop() {
      for (const { timer } of planned.values()) {
        clearTimeout(timer);
      }
    },
  };

  function announceCreated(conversation: ConversationDoc, message: MessageDoc): void {
    const workspaceId = String(conversation.workspaceId);
    if (audience.watched(workspaceId)) {
      context.announce(workspaceId, "message.created", presentMessage(message));
    }
    if (message.delivery !== "queued") {
      audience.visitorMessage(conversation, message);
    }
  }

  function announceUpdated(conversation: ConversationDoc, message: MessageDoc): void {
    const workspaceId = String(conversation.workspaceId);
    if (audience.watched(workspaceId)) {
      context.announce(workspaceId, "message.updated", presentMessage(message));
    }
    if (message.delivery === "sent") {
      audience.visitorMessage(conversation, message);
    }
  }

  function plan(conversation: ConversationDoc): void {
    const workspaceId = String(conversation.workspaceId);
    if (!audience.watched(workspaceId)) {
      return;
    }
    const waiting = planned.get(conversation._id);
    if (waiting) {
      waiting.newest = conversation;
      return;
    }
    const timer = setTimeout(() => {
      const newest = planned.get(conversation._id)?.newest ?? conversation;
      planned.delete(conversation._id);
      presentConversation(context, newest).then(
        (presented) => context.announce(workspaceId, "conversation.updated", presented),
        (error: unknown) => context.log.warn({ err: error }, "failed to announce a conversation"),
      );
    }, pauseMs);
    planned.set(conversation._id, { newest: conversation, timer });
  }
}
