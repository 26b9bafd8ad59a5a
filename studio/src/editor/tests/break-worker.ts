import { type BreakProgress, type BreakTask, breakFlow } from "@chatloom/runtime/chat";

/** The state of the search, or that the flow cannot run. */
export type BreakAnswer = (BreakProgress & { readonly done: boolean }) | "notRunnable";

// Searches in a thread of its own, which is ended to stop it.
addEventListener("message", ({ data }: MessageEvent<BreakTask>) => {
  try {
    for (const progress of breakFlow(data)) {
      post({ ...progress, done: progress.tried >= data.conversations });
    }
  } catch {
    post("notRunnable");
  }
});

function post(answer: BreakAnswer): void {
  postMessage(answer);
}
