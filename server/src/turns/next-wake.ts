import type { ConversationDoc, Timer } from "../conversations/conversation-doc.ts";
import { botMayAct } from "./take-bot-turn.ts";

/** The timers that count now. While people have the conversation, the bot's own wait; what ends the people's time goes on. */
export function runningTimers(conversation: ConversationDoc): readonly Timer[] {
  const bot = botMayAct(conversation);
  const people = conversation.handler === "waiting";
  return conversation.timers.filter((it) => bot || (people && it.purpose === "handoffTimeout"));
}

/** When somebody must look at a conversation that nobody holds, though nothing arrives; undefined: never. */
export function nextWake(conversation: ConversationDoc): number | undefined {
  const moments = runningTimers(conversation).map((it) => it.at);
  const [head] = conversation.outbox;
  if (head) moments.push(head.nextAt);
  if (botMayAct(conversation) && (conversation.calls.length > 0 || conversation.held.length > 0)) {
    moments.push(0);
  }
  return moments.length > 0 ? Math.min(...moments) : undefined;
}
