import { type AiModeration, routes } from "@chatloom/api-schema";
import type { Router } from "express";
import type { ServerContext } from "../../context/server-context.ts";
import { answer } from "../../http/answer.ts";
import { aiSettings } from "../../records/ai-settings-model.ts";

const chapter = routes.aiUsage;

/** Adds the routes of the moderation of AI steps without an agent. */
export function moderationRoutes(api: Router, { connection }: ServerContext): void {
  const kept = (workspaceId: string) => aiSettings(connection).in(workspaceId);

  async function read(workspaceId: string): Promise<AiModeration> {
    const { moderation = "off", blockedWords = [] } = (await kept(workspaceId).findOne({})) ?? {};
    return moderation === "wordList"
      ? { moderation, blockedWords: [...blockedWords] }
      : { moderation };
  }

  answer(api, chapter.readAiModeration, ({ workspaceId }) => read(workspaceId));

  answer(api, chapter.saveAiModeration, async ({ workspaceId, body }) => {
    const { moderation } = body;
    const update =
      body.moderation === "wordList"
        ? { $set: { moderation, blockedWords: body.blockedWords } }
        : { $set: { moderation }, $unset: { blockedWords: 1 as const } };
    await kept(workspaceId).updateOne({}, update, { upsert: true });
    return read(workspaceId);
  });
}
