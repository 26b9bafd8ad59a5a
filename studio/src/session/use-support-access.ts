import { routes } from "@chatloom/api-schema";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { call } from "../api/call.ts";
import { useLive } from "../api/live.ts";

const refetchMs = 60_000;

/** Reads which support may enter the workspace now; live. */
export function useSupportAccess() {
  const client = useQueryClient();
  useLive("support.changed", () => {
    void client.invalidateQueries({ queryKey: ["support-access"] });
    void client.invalidateQueries({ queryKey: ["members"] });
  });
  return useQuery({
    queryKey: ["support-access"],
    queryFn: () => call(routes.accounts.listSupportAccess),
    refetchInterval: refetchMs,
  });
}
