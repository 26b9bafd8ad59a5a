import { type DeadLetter, routes } from "@chatloom/api-schema";
import type { Router } from "express";
import { Invalid, NotFound } from "../../context/errors.ts";
import type { DeadLetterDoc } from "../../domain/dead-letter-doc.ts";
import { previewContent } from "../../domain/preview-content.ts";
import { answer } from "../../http/answer.ts";
import type { Pipeline } from "../../pipeline/pipeline.ts";
import { findConversation } from "../../pipeline/turn/change-conversation.ts";
import { channelAccounts } from "../../records/channel-account-model.ts";
import { deadLetters } from "../../records/dead-letter-model.ts";
import { forwardAgain, resend } from "../inbox/resend.ts";

/** How many "all" are in one go. */
const mostAtOnce = 1_000;

/** Routes for messages that could not be delivered: the reasons, and another attempt. */
export function deadLetterRoutes(api: Router, pipeline: Pipeline): void {
  const { services } = pipeline;
  const { connection } = services.context;
  const { operations } = routes;

  async function resendOne(letter: DeadLetterDoc, workspaceId: string): Promise<void> {
    const conversation = await findConversation(
      services.context,
      workspaceId,
      letter.conversationId,
    );
    const resent =
      letter.forwarded === undefined
        ? (await resend(services, conversation, letter._id)).conversation
        : await forwardAgain(services, conversation, letter);
    pipeline.wakeConversation(resent);
  }

  answer(api, operations.listDeadLetters, async ({ workspaceId, query }) => {
    const model = deadLetters(connection).in(workspaceId);
    const limit = query.limit ?? 50;
    const before = query.cursor === undefined ? {} : { _id: { $lt: idCursor(query.cursor) } };
    const [found, total, channels] = await Promise.all([
      model.find(before, { sort: { _id: -1 }, limit: limit + 1 }),
      model.count({}),
      channelAccounts(connection)
        .in(workspaceId)
        .find({}, { projection: { name: 1, type: 1 } }),
    ]);
    const page = found.slice(0, limit);
    const last = page.at(-1);
    const byId = new Map(channels.map((it) => [String(it._id), it]));
    return {
      items: page.map((it) => present(it, byId.get(it.channelId))),
      next: found.length > limit && last ? last._id : undefined,
      total,
    };
  });
  answer(api, operations.resendDeadLetter, async ({ workspaceId, params }) => {
    const found = await deadLetters(connection)
      .in(workspaceId)
      .findOne({ _id: params.deadLetterId });
    if (!found) {
      throw new NotFound("dead-letter");
    }
    await resendOne(found, workspaceId);
    return {};
  });
  answer(api, operations.resendAllDeadLetters, async ({ workspaceId }) => {
    const found = await deadLetters(connection)
      .in(workspaceId)
      .find({}, { sort: { _id: 1 }, limit: mostAtOnce });
    for (const letter of found) {
      await resendOne(letter, workspaceId);
    }
    return { resent: found.length };
  });
  answer(api, operations.deleteDeadLetter, async ({ workspaceId, params }) => {
    const deleted = await deadLetters(connection)
      .in(workspaceId)
      .deleteOne({ _id: params.deadLetterId });
    if (deleted === 0) {
      throw new NotFound("dead-letter");
    }
    return {};
  });
}

function present(
  letter: DeadLetterDoc,
  channel: { readonly name: string; readonly type: string } | undefined,
): DeadLetter {
  const { _id, conversationId, contactName, channelId, reason, attempts, content, at } = letter;
  return {
    id: _id,
    conversationId,
    contactName,
    channel: { id: channelId, type: channel?.type ?? "", name: channel?.name ?? "" },
    reason: { ...reason },
    attempts,
    preview: previewContent(content),
    // The message is stored, not the call, so that it contains no secret.
    payload: content,
    at: new Date(at).toISOString(),
  };
}

function idCursor(cursor: string): string {
  if (/^[0-9a-f]{24}$/.test(cursor)) {
    return cursor;
  }
  throw new Invalid("request.cursor", "The cursor is not one that a list of ours gave", [
    { at: "/cursor", message: "must be the `next` of an earlier page" },
  ]);
}
