import { defined } from "@chatloom/flows-schema";
import type { Input } from "@chatloom/runtime";
import type { ChannelEvent } from "../channels/channel.ts";
import { addMessage } from "./add-message.ts";
import type { TurnContext, TurnDraft } from "./turn-draft.ts";

/** Shows a rating in the thread as the contact's words, and gives the event for the run that asked and for other flows. */
export function receiveFeedback(
  before: TurnDraft,
  { channel }: TurnContext,
  { question, score, comment, at }: Extract<ChannelEvent, { kind: "feedback" }>,
): { readonly draft: TurnDraft; readonly input: Input } {
  const { contactId: id, contactName: name } = before.conversation;
  const { conversation } = addMessage(before.conversation, {
    direction: "incoming",
    author: { type: "contact", id, name },
    content: { kind: "text", text: comment === undefined ? `${score}` : `${score}\n${comment}` },
    at,
  });
  const properties = defined({ question, score, comment, channel: channel.type });
  return {
    draft: { ...before, conversation },
    input: { type: "event", name: "feedback.given", properties },
  };
}
