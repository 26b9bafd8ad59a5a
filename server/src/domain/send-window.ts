import type { Abilities } from "@chatloom/flows-schema";
import { defined } from "@chatloom/flows-schema";
import type { ReplyToken } from "../channels/channel-event.ts";
import type { ConversationDoc } from "./conversation-doc.ts";

const hourMs = 3_600_000;

/** Whether the channel takes free-form messages to this contact now, and until when. Times are epoch milliseconds. */
export interface SendWindow {
  readonly open: boolean;
  readonly closesAt?: number;
  /** Until when people may write, where that is longer. */
  readonly peopleUntil?: number;
  /** From when on the platform bills each message. */
  readonly billedFrom?: number;
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
  const { peopleHours, freeHours } = window;
  const at = (hours: number) => (lastIncomingAt ?? 0) + hours * hourMs;
  const knows = lastIncomingAt !== undefined;
  return {
    open: now < closesAt,
    closesAt,
    ...defined({
      peopleUntil: knows && peopleHours !== undefined ? at(peopleHours) : undefined,
      billedFrom: knows && freeHours !== undefined ? at(freeHours) : undefined,
    }),
  };
}

/** Says whether a person may write now: within the window, or later where the channel allows people more time. */
export function peopleMayWrite(window: SendWindow, now: number): boolean {
  return window.open || (window.peopleUntil !== undefined && now < window.peopleUntil);
}
