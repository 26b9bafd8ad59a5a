import { type Label, routes } from "@chatloom/api-schema";
import { useQuery } from "@tanstack/react-query";
import { call } from "../../api/call.ts";

/** The labels of the workspace, by name. */
export function useLabels(): readonly Label[] {
  const { data } = useQuery({
    queryKey: ["labels"],
    queryFn: () => call(routes.inbox.listLabels),
  });
  return data?.items ?? none;
}

const none: readonly Label[] = [];
