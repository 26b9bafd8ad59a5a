import { routes } from "@chatloom/api-schema";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { call } from "../api/call.ts";
import { useLive } from "../api/live.ts";
import { useMay } from "../session/use-me.ts";

/** The conversations of a contact, open ones and resolved ones, newest first. */
export function useContactConversations(contactId: string) {
  const client = useQueryClient();
  const queryKey = ["conversations", "of-contact", contactId];
  const list = async (resolved: boolean) =>
    (
      await call(routes.conversations.listConversations, {
        query: { contactId, resolved, limit: 50 },
      })
    ).items;
  const query = useQuery({
    queryKey,
    enabled: useMay("inbox.read"),
    queryFn: async () => (await Promise.all([list(false), list(true)])).flat(),
  });
  useLive("conversation.updated", ({ contact }) => {
    if (contact.id !== contactId) {
      return;
    }
    void client.invalidateQueries({ queryKey });
    void client.invalidateQueries({ queryKey: ["contact", contactId] });
  });
  return query;
}
