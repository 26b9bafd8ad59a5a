import type { Conversation } from "@chatloom/api-schema";

/** The last signalled message of each conversation. */
export type Signalled = Map<string, string>;

/** After so many conversations the oldest memory goes. */
const mostRemembered = 500;

/** Whether a change of a conversation is something new for this member: somebody began to wait, or wrote to the member who answers. */
export function needsAttention(
  conversation: Conversation,
  memberId: string,
  signalled: Signalled,
): boolean {
  const reason = reasonOf(conversation, memberId);
  if (reason === undefined || signalled.get(conversation.id) === reason) {
    return false;
  }
  if (signalled.size >= mostRemembered) {
    signalled.delete([...signalled.keys()][0] ?? "");
  }
  signalled.set(conversation.id, reason);
  return true;
}

function reasonOf(
  { handler, assignee, waitingSince, unread, last }: Conversation,
  memberId: string,
): string | undefined {
  if (handler === "waiting" && (!assignee || assignee.id === memberId)) {
    return `waiting since ${waitingSince ?? ""}`;
  }
  const mine = handler === "human" && assignee?.id === memberId;
  return mine && unread > 0 && last?.direction === "incoming" ? `wrote at ${last.at}` : undefined;
}
