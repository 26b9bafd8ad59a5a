import { routes } from "@chatloom/api-schema";
import type { Router } from "express";
import type { ServerContext } from "../../context/server-context.ts";
import { answer } from "../../http/answer.ts";
import { findConversation } from "../../pipeline/turn/change-conversation.ts";
import { findReplay } from "./find-replay.ts";
import { findMessageWay } from "./message-way.ts";

/** Routes that tell from the stored turns what the bot did, and what became of its messages. */
export function replayRoutes(api: Router, context: ServerContext): void {
  answer(api, routes.replay.readReplay, async ({ workspaceId, params, query }) => {
    const conversation = await findConversation(context, workspaceId, params.conversationId);
    return {
      items: await findReplay(context, conversation, query.until),
      contactName: conversation.contactName,
      channelType: conversation.channelType,
      newest: conversation.turn,
    };
  });

  answer(api, routes.replay.readMessageWay, async ({ workspaceId, params }) => {
    const conversation = await findConversation(context, workspaceId, params.conversationId);
    return findMessageWay(context, conversation, params.messageId);
  });
}
