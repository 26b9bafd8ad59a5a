import { useConversationCounts } from "./use-conversation-counts.ts";

const everything = {};

/** How many conversations wait for a person, together with those of one's own that have unread messages or mention one. */
export function useOpenConversations(): number {
  const counts = useConversationCounts(everything);
  return (counts?.waiting ?? 0) + (counts?.unread ?? 0) + (counts?.mentioned ?? 0);
}
