import type { LlmAnswer, LlmMessage, LlmRequest } from "@chatloom/runtime";
import type { ServerContext } from "../../context/server-context.ts";
import { maskReversibly } from "../../domain/mask-personal.ts";
import { readConversation } from "../../domain/stored-conversation.ts";
import { conversations } from "../../records/conversation-model.ts";
import { readTalk } from "../../records/read-talk.ts";
import type { EffectPlace } from "./effect-place.ts";

/** A request with the conversation's messages in it. `restore` puts masked values back into the answer. */
export interface RequestWithThread {
  readonly request: LlmRequest;
  readonly restore: (answer: LlmAnswer) => LlmAnswer;
}

/**
 * Adds the newest messages of the conversation. E-mail addresses, phone and card numbers leave as numbered marks. Without a conversation,
 * nothing is added.
 */
export async function withThread(
  context: Pick<ServerContext, "connection">,
  place: EffectPlace,
  request: LlmRequest,
): Promise<RequestWithThread> {
  const talk = await talkOf(context, place, request.thread ?? 0);
  const { masked, restore } = maskReversibly(talk.map((it) => it.content));
  const said = talk.map((it, index) => ({ ...it, content: masked[index] ?? "" }));
  return {
    request: { ...request, messages: [...request.messages, ...said] },
    restore: (answer) => ({ ...answer, text: restore(answer.text) }),
  };
}

async function talkOf(
  context: Pick<ServerContext, "connection">,
  { workspaceId, conversationId }: EffectPlace,
  limit: number,
): Promise<readonly LlmMessage[]> {
  const stored = conversationId
    ? await conversations(context.connection).in(workspaceId).findOne({ _id: conversationId })
    : null;
  return stored ? readTalk(context, readConversation(stored), limit) : [];
}
