import { type BodyOf, type CannedReply, routes } from "@chatloom/api-schema";
import { fillText } from "@chatloom/runtime";
import type { Router } from "express";
import { Conflict, Invalid, NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { answer } from "../../http/answer.ts";
import { findConversation } from "../../pipeline/turn/change-conversation.ts";
import { type CannedReplyFields, cannedReplies } from "../../records/canned-reply-model.ts";
import { nameKey } from "../../records/name-key.ts";
import { isDuplicateKey } from "../../store/duplicate-key.ts";
import type { Stored } from "../../store/scoped-model.ts";
import { checkReplyFiles, withFreshLinks } from "./canned-files.ts";
import { fillForContact } from "./fill-for-contact.ts";

const most = 1_000;
type Body = BodyOf<typeof routes.inbox.createCannedReply>;

/** Routes of the replies that agents prepare. */
export function cannedReplyRoutes(api: Router, context: ServerContext): void {
  const { connection, now } = context;
  const { inbox: declared } = routes;

  answer(api, declared.listCannedReplies, async ({ workspaceId }) => {
    const found = await cannedReplies(connection)
      .in(workspaceId)
      .find({}, { sort: { key: 1 } });
    return { items: found.map(present) };
  });

  answer(api, declared.createCannedReply, async ({ workspaceId, body }) => {
    const model = cannedReplies(connection).in(workspaceId);
    if ((await model.count({}, most)) >= most) {
      throw new Conflict("cannedReply.too-many", `A workspace has at most ${most} canned replies`);
    }
    return present(await unlessTaken(model.insert(await checked(workspaceId, body))));
  });

  answer(api, declared.updateCannedReply, async ({ workspaceId, params, body }) => {
    const $set = await checked(workspaceId, body);
    const updated = await unlessTaken(
      cannedReplies(connection)
        .in(workspaceId)
        .findOneAndUpdate({ _id: params.cannedReplyId }, { $set }),
    );
    if (!updated) {
      throw new NotFound("cannedReply");
    }
    return present(updated);
  });

  answer(api, declared.deleteCannedReply, async ({ workspaceId, params: { cannedReplyId } }) => {
    const deleted = await cannedReplies(connection)
      .in(workspaceId)
      .deleteOne({ _id: cannedReplyId });
    if (deleted === 0) {
      throw new NotFound("cannedReply");
    }
    return {};
  });

  answer(api, declared.fillCannedReply, async ({ workspaceId, member, params }) => {
    const conversation = await findConversation(context, workspaceId, params.conversationId);
    const found = await cannedReplies(connection).in(workspaceId).findById(params.cannedReplyId);
    if (!found) {
      throw new NotFound("cannedReply");
    }
    const { text, files } = found;
    return {
      text: await fillForContact(context, conversation, member, text),
      files: withFreshLinks(context, files),
    };
  });

  async function checked(workspaceId: string, body: Body): Promise<CannedReplyFields> {
    const text = body.text.trim();
    if (text === "" && body.files.length === 0) {
      throw new Invalid("cannedReply.empty", "A canned reply needs a text or a file", [
        { at: "/text", message: "must not be empty without a file" },
      ]);
    }
    refuseBroken(text, now());
    const { shortcut } = body;
    const files = await checkReplyFiles(context, workspaceId, body.files);
    return { shortcut, key: nameKey(shortcut), text: body.text, files, updatedAt: now() };
  }

  function present(reply: Stored<CannedReplyFields>): CannedReply {
    const { _id, shortcut, text, files, updatedAt } = reply;
    return {
      id: String(_id),
      shortcut,
      text,
      files: withFreshLinks(context, files),
      updatedAt: new Date(updatedAt).toISOString(),
    };
  }
}

/** Refuses Liquid that cannot be read, before an agent needs it. */
function refuseBroken(text: string, now: number): void {
  const tried = fillText(text, {}, { now, timeZone: "UTC", language: "en" });
  if ("problem" in tried) {
    throw new Invalid("cannedReply.template", tried.problem, [
      { at: "/text", message: tried.problem },
    ]);
  }
}

async function unlessTaken<T>(writing: Promise<T>): Promise<T> {
  try {
    return await writing;
  } catch (error) {
    if (isDuplicateKey(error)) {
      throw new Conflict("cannedReply.shortcut-taken", "Another canned reply has this shortcut");
    }
    throw error;
  }
}
