import { type ContactImport, routes } from "@chatloom/api-schema";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { call } from "../api/call.ts";
import { useLive, useLiveReturn } from "../api/live.ts";

/** Reads an import and follows its job over the live connection. */
export function useImport(importId: string) {
  const client = useQueryClient();
  const queryKey = ["contactImports", importId];
  const refresh = () => void client.invalidateQueries({ queryKey });
  useLive("job.updated", (job) => {
    const shown = client.getQueryData<ContactImport>(queryKey);
    if (shown?.job?.id !== job.id) {
      return;
    }
    client.setQueryData(queryKey, { ...shown, job });
    // Read it again, because an answer that was asked for earlier can arrive later.
    if (job.state !== "running") {
      refresh();
    }
  });
  useLiveReturn(refresh);
  return useQuery({
    queryKey,
    queryFn: () => call(routes.contactImports.readContactImport, { params: { importId } }),
  });
}

/** Gives a function that runs one step of an import and shows its result. */
export function useImportStep(
  importId: string,
  step: () => Promise<ContactImport>,
): { readonly run: () => void; readonly pending: boolean } {
  const client = useQueryClient();
  const queryKey = ["contactImports", importId];
  const { mutate, isPending } = useMutation({
    mutationFn: step,
    onSuccess: async (changed) => {
      client.setQueryData(queryKey, changed);
      // The job may have ended before its id arrived here.
      await client.invalidateQueries({ queryKey });
      await client.invalidateQueries({ queryKey: ["contacts"] });
    },
  });
  return { run: () => mutate(), pending: isPending };
}
