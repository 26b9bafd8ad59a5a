import type { Abilities } from "@chatloom/flows-schema";
import type { ReplyToken } from "../channels/channel-event.ts";
import type { ConversationDoc } from "./conversation-doc.ts";

const hourMs = 3_600_000;

/** Whether the channel takes free-form messages to this contact now, and until when. */
export interface SendWindow {
  readonly open: boolean;
  readonly closesAt?: number;
}

/** Says whether a reply token lets a message leave at this time, whatever the window. */
export function opensWindow(token: ReplyToken | undefined, now: number): boolean {
  return token?.opensWindow === true && now < token.until;
}

/** The message window of a conversation by its channel's rule; without a rule it is always open. */
export function sendWindow(
  { lastIncomingAt, replyToken }: Pick<ConversationDoc, "lastIncomingAt" | "replyToken">,
  { window }: Pick<Abilities, "window">,
  now: number,
): SendWindow {
  if (window === null) {
    return { open: true };
  }
  const ends = [
    ...(lastIncomingAt === undefined ? [] : [lastIncomingAt + window.hours * hourMs]),
    ...(replyToken?.opensWindow ? [replyToken.until] : []),
  ];
  if (ends.length === 0) {
    return { open: false };
  }
  const closesAt = Math.max(...ends);
  return { open: now < closesAt, closesAt };
}
