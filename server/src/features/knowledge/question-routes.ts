import { routes } from "@chatloom/api-schema";
import { contentText } from "@chatloom/flows-schema";
import type { Router } from "express";
import { NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { answer } from "../../http/answer.ts";
import { type KnowledgeQuestionRecord, knowledgeQuestions } from "../../records/knowledge-model.ts";
import { messages } from "../../records/message-model.ts";
import { isDuplicateKey } from "../../store/duplicate-key.ts";
import { addDocument } from "./add-document.ts";
import type { KnowledgeIndexer } from "./knowledge-indexer.ts";
import { presentDocument, presentQuestion } from "./present-knowledge.ts";

const chapter = routes.knowledge;
const shown = 200;
const longestText = 1_000;

/** Routes for questions without an answer, and for answers that agents flag as wrong. */
export function questionRoutes(
  api: Router,
  context: ServerContext,
  indexer: KnowledgeIndexer,
): void {
  const questions = (workspaceId: string) => knowledgeQuestions(context.connection).in(workspaceId);

  answer(api, chapter.listKnowledgeQuestions, async ({ workspaceId }) => {
    const found = await questions(workspaceId).find({}, { sort: { at: -1 }, limit: shown });
    return { items: found.map(presentQuestion) };
  });

  answer(api, chapter.answerKnowledgeQuestion, async ({ workspaceId, params, body }) => {
    await find(workspaceId, params.questionId);
    const { baseId, question, answer: text } = body;
    const given = { kind: "answer", question, answer: text } as const;
    const made = await addDocument(context, workspaceId, baseId, given);
    await questions(workspaceId).deleteOne({ _id: params.questionId });
    await indexer.changed(workspaceId, baseId);
    indexer.nudge();
    return presentDocument(made);
  });

  answer(api, chapter.dismissKnowledgeQuestion, async ({ workspaceId, params }) => {
    if ((await questions(workspaceId).deleteOne({ _id: params.questionId })) === 0) {
      throw new NotFound("question");
    }
    return {};
  });

  answer(api, chapter.flagAnswer, async ({ workspaceId, body }) => {
    const { conversationId, messageId } = body;
    const thread = messages(context.connection).in(workspaceId);
    const flagged = await thread.findOne({ _id: messageId, conversationId });
    if (flagged?.author.type !== "bot") {
      throw new NotFound("message");
    }
    const [asked] = await thread.find(
      { conversationId, direction: "incoming", sequence: { $lt: flagged.sequence } },
      { sort: { sequence: -1 }, limit: 1 },
    );
    const entry = { kind: "flagged", key: messageId } as const;
    try {
      await questions(workspaceId).insert({
        ...entry,
        question: asked ? contentText(asked.content).slice(0, longestText) : "",
        answer: contentText(flagged.content).slice(0, longestText),
        count: 1,
        conversationId,
        at: new Date(context.now()),
      });
    } catch (error) {
      if (!isDuplicateKey(error)) {
        throw error;
      }
    }
    const kept = await questions(workspaceId).findOne(entry);
    if (!kept) {
      throw new NotFound("question");
    }
    return presentQuestion(kept);
  });

  async function find(workspaceId: string, questionId: string): Promise<KnowledgeQuestionRecord> {
    const found = await questions(workspaceId).findById(questionId);
    if (!found) {
      throw new NotFound("question");
    }
    return found;
  }
}
