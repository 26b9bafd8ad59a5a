import type { Abilities } from "@chatloom/flows-schema";
import type { ConversationDoc } from "./conversation-doc.ts";

const hourMs = 3_600_000;

/** Whether the channel takes free-form messages to this contact now, and until when. */
export interface SendWindow {
  readonly open: boolean;
  readonly closesAt?: number;
}

/** The message window of a conversation by its channel's rule; without a rule it is always open. */
export function sendWindow(
  { lastIncomingAt }: Pick<ConversationDoc, "lastIncomingAt">,
  { window }: Pick<Abilities, "window">,
  now: number,
): SendWindow {
  if (window === null) {
    return { open: true };
  }
  if (lastIncomingAt === undefined) {
    return { open: false };
  }
  const closesAt = lastIncomingAt + window.hours * hourMs;
  return { open: now < closesAt, closesAt };
}
