import { routes } from "@chatloom/api-schema";
import { useQuery } from "@tanstack/react-query";
import { call } from "../api/call.ts";

/** The workspace's settings, variables and known words. */
export function useWorkspace() {
  return useQuery({
    queryKey: ["workspace"],
    queryFn: () => call(routes.accounts.readWorkspace),
  });
}
