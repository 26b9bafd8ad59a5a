import type { MessageContent } from "@chatloom/flows-schema";
import { returnTime } from "@chatloom/runtime";
import type { ChannelEvent } from "../channels/channel.ts";
import { addMessage } from "./add-message.ts";
import type { ConversationDoc } from "./conversation-doc.ts";
import { changed } from "./conversation-shape.ts";
import { entryMessages } from "./entry-messages.ts";
import { previewContent } from "./preview-content.ts";
import { takenByPerson } from "./taken-by-person.ts";

type Echo = Extract<ChannelEvent, { kind: "echo" }>;

/** Says whether a message sent from the account is one that this server sent. An echo may come before the answer to the send. */
function isOwnEcho(
  { outbox, pendingWrites }: ConversationDoc,
  { ours, correlation, messageId, content }: Echo,
): boolean {
  if (ours || correlation !== undefined) {
    return true;
  }
  if (pendingWrites.messages.some((it) => it.platformId === messageId)) {
    return true;
  }
  return outbox.some(
    (it) =>
      it.kind === "message" &&
      it.state === "sending" &&
      entryMessages(it).some((one) => looksAlike(one.content, content)),
  );
}

/** Says whether an echo may be of this message. How a platform echoes templates and files differs too much to compare. */
function looksAlike(sent: MessageContent, echoed: MessageContent): boolean {
  const words = (content: MessageContent) => previewContent(content).replace(/[\s·]+/gu, " ");
  return (sent.kind !== "text" && echoed.kind !== "text") || words(sent) === words(echoed);
}

/** Someone answered in the platform's own inbox: it joins the thread, and the bot leaves the conversation to them. */
export function receiveEcho(
  conversation: ConversationDoc,
  event: Echo,
  now: number,
): ConversationDoc {
  if (isOwnEcho(conversation, event)) {
    return conversation;
  }
  const { conversation: next } = addMessage(conversation, {
    direction: "outgoing",
    author: { type: "otherApp" },
    content: event.content,
    platformId: event.messageId,
    delivery: "sent",
    at: event.at,
  });
  return next.handler === "human"
    ? changed(next, { returnsAt: returnTime(next, now) })
    : takenByPerson(next, now);
}
