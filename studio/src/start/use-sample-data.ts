import { routes, type SampleData } from "@chatloom/api-schema";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { call } from "../api/call.ts";
import { useLive, useLiveReturn } from "../api/live.ts";
import { writtenLanguage } from "../words/start-words.ts";

const queryKey = ["sample-data"];
/** Queries about one flow begin with one of these and its id. */
const ofEditor: ReadonlySet<unknown> = new Set(["flows", "flow-comments", "flow-approvals"]);

/** Reads whether the workspace has sample data, and follows the job that fills or removes it. */
export function useSampleData(): SampleData | undefined {
  const client = useQueryClient();
  useLive("job.updated", (job) => {
    if (job.kind !== "fillSampleData" && job.kind !== "removeSampleData") {
      return;
    }
    if (job.state === "running") {
      client.setQueryData<SampleData>(queryKey, (before) => before && { ...before, job });
    } else {
      // Lists, contacts, conversations and reports are others now. An open editor keeps its flow, or what is not saved yet would be lost.
      void client.invalidateQueries({
        predicate: ({ queryKey: [area, ...of] }) => !ofEditor.has(area) || of.length === 0,
      });
    }
  });
  useLiveReturn(() => void client.invalidateQueries({ queryKey }));
  return useQuery({
    queryKey,
    queryFn: () => call(routes.sampleData.readSampleData),
    staleTime: Number.POSITIVE_INFINITY,
  }).data;
}

/** Gives the functions that fill the workspace with sample data and remove it. */
export function useSampleActions(): {
  readonly fill: () => void;
  readonly remove: () => void;
  readonly pending: boolean;
} {
  const client = useQueryClient();
  const onSuccess = (data: SampleData) => {
    client.setQueryData(queryKey, data);
    // The job may have ended before the reply arrived here.
    return client.invalidateQueries({ queryKey });
  };
  const fill = useMutation({
    mutationFn: () =>
      call(routes.sampleData.fillSampleData, { body: { language: writtenLanguage() } }),
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: () => call(routes.sampleData.removeSampleData),
    onSuccess,
  });
  return {
    fill: () => fill.mutate(),
    remove: () => remove.mutate(),
    pending: fill.isPending || remove.isPending,
  };
}
