import type { Reason } from "@chatloom/api-schema";
import { defined } from "@chatloom/flows-schema";
import type { LlmAnswer, LlmRequest } from "@chatloom/runtime";
import type { ConversationDoc } from "../../../domain/conversation-doc.ts";
import { maskReversibly } from "../../../domain/mask-personal.ts";
import { newId } from "../../../domain/new-id.ts";
import type { EffectDoer } from "../../../pipeline/effects/effect-doer.ts";

/** The longest wait of a member for an answer. */
const timeoutMs = 30_000;

/** The part of a request that the assistants fill in. */
export type AssistantRequest = Pick<LlmRequest, "messages" | "schema" | "useKnowledge">;

/** The answer of a model, or why there is none. `restore` puts masked values back into a text. */
export type AssistantAnswer =
  | { readonly answer: LlmAnswer; readonly restore: (text: string) => string }
  | { readonly problem: Reason };

/**
 * Asks the workspace's default connection for a member, within its budgets. E-mail addresses, phone and card numbers leave as numbered
 * marks.
 */
export async function askAssistant(
  effects: Pick<EffectDoer, "carryOut">,
  { workspaceId, _id: conversationId, contactId }: ConversationDoc,
  { messages, schema, useKnowledge }: AssistantRequest,
  signal: AbortSignal,
): Promise<AssistantAnswer> {
  const { masked, restore } = maskReversibly(messages.map((it) => it.content));
  const request: LlmRequest = {
    messages: messages.map((it, index) => ({ ...it, content: masked[index] ?? "" })),
    ...defined({ schema }),
    useKnowledge,
    timeoutMs,
  };
  const effect = { type: "callLlm", id: `assist:${newId()}`, flowId: "", nodeId: "", request };
  const place = { workspaceId: String(workspaceId), conversationId, contactId };
  const outcome = await effects.carryOut(effect as never, place, signal);
  return "error" in outcome
    ? { problem: outcome.error }
    : { answer: outcome.answer as unknown as LlmAnswer, restore };
}
