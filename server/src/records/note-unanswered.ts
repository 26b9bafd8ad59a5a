import { questionTerms } from "@chatloom/runtime";
import type { ServerContext } from "../context/server-context.ts";
import { maskPersonal } from "../domain/mask-personal.ts";
import { isDuplicateKey } from "../store/duplicate-key.ts";
import { knowledgeQuestions } from "./knowledge-model.ts";

/** A question that the knowledge holds nothing about, and the call that found that out. */
export interface UnansweredQuestion {
  readonly question: string;
  readonly effectId: string;
  readonly conversationId: string;
}

/** A workspace keeps no more of them: whoever has so many reads none. */
const most = 1_000;
const longest = 1_000;

/** Puts a question on the list of unanswered ones, without personal data. The same words count once more; a repeated call does not. */
export async function noteUnanswered(
  { connection, now }: Pick<ServerContext, "connection" | "now">,
  workspaceId: string,
  { question: asked, effectId, conversationId }: UnansweredQuestion,
): Promise<void> {
  const question = maskPersonal(asked).trim().slice(0, longest);
  const key = questionTerms(question).sort().join(" ").slice(0, 200);
  const questions = knowledgeQuestions(connection).in(workspaceId);
  const entry = { kind: "unanswered", key } as const;
  const at = new Date(now());
  const { matched } = await questions.updateOne(
    { ...entry, effectId: { $ne: effectId } },
    { $set: { at, effectId, conversationId }, $inc: { count: 1 } },
  );
  if (matched > 0 || (await questions.count({}, most)) >= most) {
    return;
  }
  try {
    await questions.insert({ ...entry, question, count: 1, effectId, conversationId, at });
  } catch (error) {
    if (!isDuplicateKey(error)) {
      throw error;
    }
  }
}
