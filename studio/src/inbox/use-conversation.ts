import { type Conversation, type Presence, type ReplyOf, routes } from "@chatloom/api-schema";
import { type QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { call } from "../api/call.ts";
import { live, useLive, useLiveReturn } from "../api/live.ts";
import { newest } from "../api/versioned-pages.ts";
import { isProblem } from "../ui/api-problem.ts";
import { showProblem } from "../ui/show-problem.ts";
import { recentConversations } from "./use-conversations.ts";

type Details = ReplyOf<typeof routes.conversations.readConversation>;

/** One conversation with its contact, kept up to date. */
export function useConversation(conversationId: string) {
  const client = useQueryClient();
  const queryKey = ["conversation", conversationId];
  const query = useQuery({
    queryKey,
    queryFn: () => call(routes.conversations.readConversation, { params: { conversationId } }),
    structuralSharing: (old, fetched) =>
      withNewest(fetched as Details, (old as Details | undefined)?.conversation),
  });
  useLive("conversation.updated", (conversation) => {
    if (conversation.id !== conversationId) {
      return;
    }
    showConversation(client, conversation);
    // The contact and the flow's variables may have changed with it.
    void client.invalidateQueries({ queryKey });
  });
  useLiveReturn(() => void client.invalidateQueries({ queryKey }));
  return query;
}

/** Gives the actions on a conversation. Each answers with its new state, which is shown at once. */
export function useConversationActions(conversationId: string) {
  const client = useQueryClient();
  const params = { conversationId };
  const onSuccess = (conversation: Conversation) => showConversation(client, conversation);
  const { takeOver, handBack, pauseBot, resolve, reopen, unblock, assign, assignTeam } =
    routes.conversations;
  return {
    /** `from` is the member who answers now; without it, a conversation that another member answers stays theirs. */
    takeOver: useMutation({
      meta: { quiet: true },
      mutationFn: (from: string | undefined) => call(takeOver, { params, query: { from } }),
      onSuccess,
      onError: (error) => {
        showProblem(error);
        if (isProblem(error, "conversation.handled-by-member")) {
          void client.invalidateQueries({ queryKey: ["conversation", conversationId] });
        }
      },
    }),
    /** `outcome` is the id of one that the handoff step lists. */
    handBack: useMutation({
      mutationFn: (outcome: string | undefined) => call(handBack, { params, query: { outcome } }),
      onSuccess,
    }),
    resolve: useMutation({
      mutationFn: (outcome: string | undefined) => call(resolve, { params, query: { outcome } }),
      onSuccess,
    }),
    /** Null: until somebody resolves the conversation. */
    pauseBot: useMutation({
      mutationFn: (minutes: number | null) => call(pauseBot, { params, body: { minutes } }),
      onSuccess,
    }),
    assignTeam: useMutation({
      mutationFn: (teamId: string | null) => call(assignTeam, { params, body: { teamId } }),
      onSuccess,
    }),
    reopen: useMutation({ mutationFn: () => call(reopen, { params }), onSuccess }),
    unblock: useMutation({ mutationFn: () => call(unblock, { params }), onSuccess }),
    assign: useMutation({
      mutationFn: (memberId: string | null) => call(assign, { params, body: { memberId } }),
      onSuccess,
    }),
  };
}

/** Shows a newer copy of a conversation wherever it is open. */
export function showConversation(client: QueryClient, arrived: Conversation): void {
  const conversation = recentConversations.add(arrived);
  client.setQueryData<Details>(
    ["conversation", conversation.id],
    (data) => data && { ...data, conversation },
  );
}

/** Returns the details with the newest copy of the conversation that arrived, in any order. */
function withNewest(details: Details, known: Conversation | undefined): Details {
  const conversation = newest(known, details.conversation);
  return conversation === details.conversation ? details : { ...details, conversation };
}

/** Announces that this member views the conversation, and receives who else does. */
export function usePresence(conversationId: string): Presence | undefined {
  const [presence, setPresence] = useState<Presence>();
  useLive("conversation.presence", (it) => {
    if (it.conversationId === conversationId) {
      setPresence(it);
    }
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
