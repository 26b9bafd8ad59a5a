import { routes, type ScheduledReply as Shown } from "@chatloom/api-schema";
import type { MessageContent } from "@chatloom/flows-schema";
import { defined } from "@chatloom/flows-schema";
import type { Router } from "express";
import { invalidAt, NotFound } from "../../context/errors.ts";
import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import { newId } from "../../domain/new-id.ts";
import { schedule, sendScheduled, unschedule } from "../../domain/scheduled-replies.ts";
import { answer } from "../../http/answer.ts";
import type { Pipeline } from "../../pipeline/pipeline.ts";
import { changeConversation, findConversation } from "../../pipeline/turn/change-conversation.ts";
import { checkContent } from "./check-content.ts";

const longestMs = 366 * 86_400_000;

/** Routes of replies that leave at a moment. */
export function scheduledRoutes(api: Router, pipeline: Pipeline): void {
  const { services } = pipeline;
  const { context } = services;
  const { scheduledReplies: declared } = routes;

  answer(api, declared.listScheduled, async ({ workspaceId, params }) =>
    list(await findConversation(context, workspaceId, params.conversationId)),
  );
  answer(api, declared.scheduleReply, async ({ workspaceId, params, member, body }) => {
    const conversation = await findConversation(context, workspaceId, params.conversationId);
    const at = Date.parse(body.at);
    if (!(at > context.now() && at <= context.now() + longestMs)) {
      const flaw = { at: "/at", message: "must be within the next year" };
      throw invalidAt("request.invalid", flaw);
    }
    const contents: MessageContent[] = [];
    for (const [index, content] of body.contents.entries()) {
      contents.push(await checkContent(context, conversation, content, `/contents/${index}`));
    }
    const reply = {
      id: newId(),
      author: { id: member.id, name: member.name },
      contents,
      at,
      ifWritten: body.ifWritten,
    };
    return list(await change(conversation, (state) => schedule(state, reply)));
  });
  answer(api, declared.sendScheduledNow, async ({ workspaceId, params, member }) => {
    const conversation = await findConversation(context, workspaceId, params.conversationId);
    const changed = await change(conversation, (state) => {
      const reply = state.scheduled?.find((it) => it.id === params.scheduledId);
      if (!reply) {
        throw new NotFound("scheduled");
      }
      return sendScheduled(state, reply, member, context.now());
    });
    return list(changed);
  });
  answer(api, declared.cancelScheduled, async ({ workspaceId, params }) => {
    const conversation = await findConversation(context, workspaceId, params.conversationId);
    await change(conversation, (state) => unschedule(state, params.scheduledId));
    return {};
  });

  async function change(
    conversation: ConversationDoc,
    by: (state: ConversationDoc) => ConversationDoc,
  ): Promise<ConversationDoc> {
    const changed = await changeConversation(services, conversation, by);
    pipeline.wakeConversation(changed);
    return changed;
  }
}

function list({ scheduled = [] }: ConversationDoc): { items: Shown[] } {
  return {
    items: scheduled.map(({ id, author, contents, at, ifWritten, held }) => ({
      id,
      author: { ...author },
      contents: [...contents],
      at: new Date(at).toISOString(),
      ifWritten,
      ...defined({ held }),
    })),
  };
}
