import { type FlowThread, routes } from "@chatloom/api-schema";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { call } from "../../api/call.ts";
import { useLive, useLiveReturn } from "../../api/live.ts";
import { mentionsKey } from "../../session/use-flow-mentions.ts";
import { markComments } from "../state/comments-store.ts";

const chapter = routes.flowComments;
const keyOf = (flowId: string) => ["flow-comments", flowId];

/** The comments on the steps of a flow, kept up to date, with their counts on the cards. */
export function useFlowComments(flowId: string): readonly FlowThread[] {
  const client = useQueryClient();
  const refresh = () => void client.invalidateQueries({ queryKey: keyOf(flowId) });
  const { data } = useQuery({
    queryKey: keyOf(flowId),
    queryFn: () => call(chapter.listFlowComments, { params: { flowId } }),
  });
  useLive("flow.commentsChanged", (changed) => changed.flowId === flowId && refresh());
  useLiveReturn(refresh);
  const threads = data?.items ?? none;
  useEffect(() => {
    markComments(threads);
    return () => markComments(none);
  }, [threads]);
  return threads;
}

const none: readonly FlowThread[] = [];

/** What a member writes. */
export interface WrittenComment {
  readonly text: string;
  readonly mentions: string[];
}

/** The changes of the comments on a step. */
export function useThread(flowId: string, nodeId: string) {
  const client = useQueryClient();
  const params = { flowId, nodeId };
  const done = {
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keyOf(flowId) }),
        // Also while no page shows them: the next one would begin with what was read meanwhile.
        client.invalidateQueries({ queryKey: mentionsKey, refetchType: "all" }),
      ]),
  };
  return {
    add: useMutation({
      mutationFn: (body: WrittenComment) => call(chapter.addFlowComment, { params, body }),
      ...done,
    }),
    change: useMutation({
      mutationFn: ({ id, ...body }: WrittenComment & { readonly id: string }) =>
        call(chapter.changeFlowComment, { params: { ...params, commentId: id }, body }),
      ...done,
    }),
    remove: useMutation({
      mutationFn: (commentId: string) =>
        call(chapter.deleteFlowComment, { params: { ...params, commentId } }),
      ...done,
    }),
    resolve: useMutation({
      mutationFn: (resolved: boolean) =>
        call(chapter.resolveFlowComments, { params, body: { resolved } }),
      ...done,
    }),
    read: useMutation({
      meta: { quiet: true },
      mutationFn: () => call(chapter.readFlowMentions, { params }),
      ...done,
    }),
  };
}
