import { hiddenText, hideContent, type MessageContent } from "@chatloom/flows-schema";
import { awaitsSecret, botMayAct, type JsonValue } from "@chatloom/runtime";
import type { ConversationDoc } from "./conversation-doc.ts";
import { withPendingWrites } from "./conversation-shape.ts";
import type { MessageDoc } from "./message-doc.ts";
import { changedMessage } from "./message-shape.ts";
import { newId } from "./new-id.ts";
import type { TurnContext } from "./turn-draft.ts";

/** The answer to a sensitive question, as the message had it. */
export interface SensitiveAnswer {
  /** The contact's words. */
  readonly text: string;
  /** The answer as the question read it; absent where the words did not fit. */
  readonly value?: JsonValue | undefined;
}

/** Encrypts the words of a message; `value` is what the question read from them. */
export function sealAnswer(
  { seal }: Pick<TurnContext, "seal">,
  messageId: string,
  content: MessageContent,
  value?: JsonValue,
): string {
  const answer: SensitiveAnswer = { text: hiddenText(content), value };
  return seal(JSON.stringify(answer), messageId);
}

/** Tells whether what the contact writes now answers a sensitive question of the bot, or one that waits behind. */
export function isSecret(conversation: ConversationDoc): boolean {
  return awaitsSecret(conversation.run) && botMayAct(conversation);
}

/** Makes the content of a new message; its words are sealed where they answer a sensitive question. */
export function withoutAnswer(
  conversation: ConversationDoc,
  turnContext: Pick<TurnContext, "seal">,
  content: MessageContent,
): Pick<MessageDoc, "_id" | "content" | "sealed"> {
  const _id = newId();
  return isSecret(conversation)
    ? { _id, content: hideContent(content), sealed: sealAnswer(turnContext, _id, content) }
    : { _id, content, sealed: undefined };
}

/** Replaces the sealed words of a message that is still to be written. */
export function withSealed(
  conversation: ConversationDoc,
  messageId: string,
  sealed: string,
): ConversationDoc {
  const messages = conversation.pendingWrites.messages.map((it) =>
    it._id === messageId ? changedMessage(it, { sealed }) : it,
  );
  return withPendingWrites(conversation, { messages });
}
