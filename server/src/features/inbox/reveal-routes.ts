import { routes } from "@chatloom/api-schema";
import type { Router } from "express";
import { Conflict, NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { answer } from "../../http/answer.ts";
import { addAuditDetail } from "../../http/auditor.ts";
import { findConversation } from "../../pipeline/turn/change-conversation.ts";
import { messages } from "../../records/message-model.ts";
import { openAnswer } from "../../records/sensitive-answers.ts";
import { UnreadableSecret } from "../../secrets/secret-box.ts";

/** The route that gives the words of a sensitive answer. */
export function revealRoutes(api: Router, context: ServerContext): void {
  answer(
    api,
    routes.conversations.revealMessage,
    async ({ workspaceId, params, request, response }) => {
      const conversation = await findConversation(context, workspaceId, params.conversationId);
      const { _id: conversationId, pendingWrites } = conversation;
      const waiting = pendingWrites.messages.find((it) => it._id === params.messageId);
      const message =
        waiting ??
        (await messages(context.connection)
          .in(workspaceId)
          .findOne({ _id: params.messageId, conversationId }));
      if (!message) {
        throw new NotFound("message");
      }
      addAuditDetail(request, { changes: [{ field: "messageId", after: message._id }] });
      response.set("Cache-Control", "no-store");
      const found = open();
      if (!found) {
        throw new Conflict("message.not-sensitive", "The message answered no sensitive question");
      }
      return { text: found.text };

      function open() {
        try {
          return message && openAnswer(context, message);
        } catch (error) {
          if (error instanceof UnreadableSecret) {
            throw new Conflict("message.unreadable", error.message);
          }
          throw error;
        }
      }
    },
  );
}
