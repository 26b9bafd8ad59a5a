import { type BodyOf, type Macro, routes } from "@chatloom/api-schema";
import { defined } from "@chatloom/flows-schema";
import { fillText } from "@chatloom/runtime";
import type { Router } from "express";
import { Conflict, Invalid, NotFound } from "../../context/errors.ts";
import { answer } from "../../http/answer.ts";
import type { Pipeline } from "../../pipeline/pipeline.ts";
import { findConversation } from "../../pipeline/turn/change-conversation.ts";
import { type MacroFields, macros } from "../../records/macro-model.ts";
import type { Stored } from "../../store/scoped-model.ts";
import { checkReplyFiles, withFreshLinks } from "./canned-files.ts";
import { checkChange } from "./change-conversations.ts";
import { runMacro } from "./run-macro.ts";

const most = 200;
type Body = BodyOf<typeof routes.macros.createMacro>;

/** Routes of macros: several actions under one name. */
export function macroRoutes(api: Router, pipeline: Pipeline): void {
  const { context } = pipeline.services;
  const { connection, now } = context;
  const { macros: declared } = routes;

  answer(api, declared.listMacros, async ({ workspaceId }) => {
    const found = await macros(connection)
      .in(workspaceId)
      .find({}, { sort: { name: 1 } });
    return { items: found.map(present) };
  });
  answer(api, declared.createMacro, async ({ workspaceId, body }) => {
    const model = macros(connection).in(workspaceId);
    if ((await model.count({}, most)) >= most) {
      throw new Conflict("macro.too-many", `A workspace has at most ${most} macros`);
    }
    return present(await model.insert({ ...(await checked(workspaceId, body)), createdAt: now() }));
  });
  answer(api, declared.updateMacro, async ({ workspaceId, params, body }) => {
    const $set = await checked(workspaceId, body);
    const updated = await macros(connection)
      .in(workspaceId)
      .findOneAndUpdate({ _id: params.macroId }, { $set });
    if (!updated) {
      throw new NotFound("macro");
    }
    return present(updated);
  });
  answer(api, declared.deleteMacro, async ({ workspaceId, params }) => {
    if ((await macros(connection).in(workspaceId).deleteOne({ _id: params.macroId })) === 0) {
      throw new NotFound("macro");
    }
    return {};
  });
  answer(api, declared.runMacro, async ({ workspaceId, params, member, body }) => {
    const conversation = await findConversation(context, workspaceId, params.conversationId);
    const found = await macros(connection).in(workspaceId).findById(params.macroId);
    if (!found) {
      throw new NotFound("macro");
    }
    return runMacro(pipeline, conversation, member, found.actions, body.key);
  });

  async function checked(
    workspaceId: string,
    { name, reply, note, ...rest }: Body,
  ): Promise<Pick<MacroFields, "name" | "actions">> {
    if (!reply && !note && Object.values(rest).every((it) => it === undefined || it === false)) {
      throw new Invalid("macro.empty", "A macro does at least one thing", []);
    }
    refuseBroken(reply?.text ?? "", "/reply/text");
    refuseBroken(note ?? "", "/note");
    const { addLabelIds, assignTo } = rest;
    const assigneeId = assignTo === "me" || assignTo === "nobody" ? undefined : assignTo;
    await checkChange(pipeline, workspaceId, { addLabelIds, assigneeId });
    const files = await checkReplyFiles(context, workspaceId, reply?.files ?? []);
    const actions = {
      ...defined({ reply: reply ? { ...reply, files } : undefined, note: note || undefined }),
      ...rest,
    };
    return { name: name.trim(), actions };
  }

  function refuseBroken(text: string, at: string): void {
    const tried = fillText(text, {}, { now: now(), timeZone: "UTC", language: "en" });
    if ("problem" in tried) {
      const { problem: message } = tried;
      throw new Invalid("cannedReply.template", message, [{ at, message }]);
    }
  }

  function present({ _id, name, actions }: Stored<MacroFields>): Macro {
    const { reply, ...rest } = actions;
    return {
      id: String(_id),
      name,
      ...defined({
        reply: reply ? { ...reply, files: withFreshLinks(context, reply.files) } : undefined,
      }),
      ...rest,
    };
  }
}
