import { type LlmAnswer, type LlmRequest, noExit, questionTerms } from "@chatloom/runtime";
import type { ServerContext } from "../../context/server-context.ts";
import { groundAnswer, groundRequest } from "../../domain/ground-answer.ts";
import { noteUnanswered } from "../../records/note-unanswered.ts";
import type { EffectPlace } from "./effect-place.ts";
import type { FoundPassage, SearchKnowledge } from "./knowledge-search.ts";

/** A request with what the knowledge says about it. */
export interface GroundedRequest {
  readonly request: LlmRequest;
  /** How many passages go with it. */
  readonly passages: number;
  /** Completes the answer with its sources, and notes a question that has none. */
  readonly complete: (answer: LlmAnswer) => Promise<LlmAnswer>;
}

/** How many passages a model is given. */
const most = 5;
/** A question with fewer words of its own goes on with what was asked before. */
const fewTerms = 3;
const longestQuestion = 1_000;

/** Searches the knowledge for what the user asked last, and adds what was found. */
export async function askWithKnowledge(
  context: Pick<ServerContext, "connection" | "now" | "log">,
  search: SearchKnowledge,
  request: LlmRequest,
  { effectId, place }: { readonly effectId: string; readonly place: EffectPlace },
): Promise<GroundedRequest> {
  const said = request.messages.flatMap((it) => (it.role === "user" ? [it.content] : []));
  const last = (said.at(-1) ?? "").slice(0, longestQuestion);
  const terms = questionTerms(last);
  const before = terms.length < fewTerms ? (said.at(-2) ?? "").slice(0, longestQuestion) : "";
  const found = await search({
    place,
    effectId,
    baseIds: request.knowledge ?? [],
    question: `${before}\n${last}`.trim(),
    most,
  });
  const passages: readonly FoundPassage[] = found.filter((it) => it.relevant);
  const isFounded = passages.length > 0 || terms.length === 0;
  return {
    passages: passages.length,
    request: isFounded && passages.length === 0 ? request : groundRequest(request, passages),
    async complete(answer) {
      const { conversationId } = place;
      const exit = answer.data?.exit ?? noExit;
      if (!isFounded && exit === noExit && !answer.calls?.length && conversationId) {
        const unanswered = { question: last, effectId, conversationId };
        await noteUnanswered(context, place.workspaceId, unanswered);
      }
      const grounded = groundAnswer(answer, passages, request.showSources === true);
      return isFounded ? grounded : { ...grounded, unfounded: true };
    },
  };
}
