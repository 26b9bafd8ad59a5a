import type { FlowThread } from "@chatloom/api-schema";
import { create } from "zustand";

/** How many comments that are not resolved each step has. */
const useComments = create<{ readonly counts: ReadonlyMap<string, number> }>()(() => ({
  counts: new Map(),
}));

/** Shows the counts of these comments on the cards. */
export function markComments(threads: readonly FlowThread[]): void {
  const open = threads.filter((it) => !it.resolved);
  useComments.setState({ counts: new Map(open.map((it) => [it.nodeId, it.comments.length])) });
}

/** How many comments that are not resolved a step has. */
export function useCommentCount(nodeId: string): number {
  return useComments((state) => state.counts.get(nodeId) ?? 0);
}
