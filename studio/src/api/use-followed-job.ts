import type { Job } from "@chatloom/api-schema";
import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { useLive, useLiveReturn } from "./live.ts";

/** Keeps the job in a query's answer up to date over the live connection. */
export function useFollowedJob<Answer extends { readonly job?: Job | undefined }>(
  queryKey: QueryKey,
): { readonly show: (answer: Answer) => void } {
  const client = useQueryClient();
  const refresh = () => void client.invalidateQueries({ queryKey });
  useLive("job.updated", (job) => {
    const shown = client.getQueryData<Answer>(queryKey);
    if (shown?.job?.id !== job.id) {
      return;
    }
    client.setQueryData<Answer>(queryKey, { ...shown, job });
    // Read it again, because an answer that was asked for earlier can arrive later.
    if (job.state !== "running") {
      refresh();
    }
  });
  useLiveReturn(refresh);
  return {
    /** Shows what a change answered. */
    show: (answer) => {
      client.setQueryData<Answer>(queryKey, answer);
      // The job may have ended before its id arrived here.
      refresh();
    },
  };
}
