import { type ContactImport, routes } from "@chatloom/api-schema";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { call } from "../api/call.ts";
import { useFollowedJob } from "../api/use-followed-job.ts";

/** Reads an import and follows its job over the live connection. */
export function useImport(importId: string) {
  const queryKey = ["contactImports", importId];
  useFollowedJob<ContactImport>(queryKey);
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
