import { type Conversation, type Presence, type ReplyOf, routes } from "@chatloom/api-schema";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { call } from "../api/call.ts";
import { live, useLive, useLiveReturn } from "../api/live.ts";

type Details = ReplyOf<typeof routes.conversations.readConversation>;

/** One conversation with its contact, kept up to date. */
export function useConversation(conversationId: string) {
  const client = useQueryClient();
  const queryKey = ["conversation", conversationId];
  const query = useQuery({
    queryKey,
    queryFn: () => call(routes.conversations.readConversation, { params: { conversationId } }),
  });
  useLive("conversation.updated", (conversation) => {
    if (conversation.id !== conversationId) return;
    client.setQueryData<Details>(queryKey, (data) => data && { ...data, conversation });
    void client.invalidateQueries({ queryKey });
  });
  useLiveReturn(() => void client.invalidateQueries({ queryKey }));
  return query;
}

/** What one can do to a conversation; each answers with its new state, which is shown at once. */
export function useConversationActions(conversationId: string) {
  const client = useQueryClient();
  const params = { conversationId };
  const show = (conversation: Conversation) => {
    client.setQueryData<Details>(
      ["conversation", conversationId],
      (data) => data && { ...data, conversation },
    );
    void client.invalidateQueries({ queryKey: ["conversations"] });
  };
  const { takeOver, handBack, resolve, reopen, assign } = routes.conversations;
  return {
    takeOver: useMutation({ mutationFn: () => call(takeOver, { params }), onSuccess: show }),
    handBack: useMutation({ mutationFn: () => call(handBack, { params }), onSuccess: show }),
    resolve: useMutation({ mutationFn: () => call(resolve, { params }), onSuccess: show }),
    reopen: useMutation({ mutationFn: () => call(reopen, { params }), onSuccess: show }),
    assign: useMutation({
      mutationFn: (memberId: string | null) => call(assign, { params, body: { memberId } }),
      onSuccess: show,
    }),
  };
}

/** Tells the others that this member looks at the conversation, and hears who else does. */
export function usePresence(conversationId: string): Presence | undefined {
  const [presence, setPresence] = useState<Presence>();
  useLive("conversation.presence", (it) => {
    if (it.conversationId === conversationId) setPresence(it);
  });
  useLiveReturn(() => live.emit("view", conversationId));
  useEffect(() => {
    setPresence(undefined);
    live.emit("view", conversationId);
    return () => {
      live.emit("view", null);
    };
  }, [conversationId]);
  return presence;
}
