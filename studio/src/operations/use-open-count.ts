import { routes } from "@chatloom/api-schema";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { call } from "../api/call.ts";
import { useLive } from "../api/live.ts";
import { useMay } from "../session/use-me.ts";

/** How many messages could not be delivered, together with alerts nobody has seen. */
export function useOpenCount(): number {
  const client = useQueryClient();
  const agent = useMay("inbox.answer");
  const { data: letters } = useQuery({
    queryKey: ["dead-letters", "count"],
    enabled: agent,
    refetchInterval: 60_000,
    queryFn: async () =>
      (await call(routes.operations.listDeadLetters, { query: { limit: 1 } })).total,
  });
  const { data: alerts } = useQuery({
    queryKey: ["alerts", "unseen"],
    queryFn: async () => (await call(routes.operations.listAlerts, { query: { limit: 1 } })).unseen,
  });
  useLive("alert.raised", () => {
    void client.invalidateQueries({ queryKey: ["alerts", "unseen"] });
    void client.invalidateQueries({ queryKey: ["dead-letters"] });
  });
  return (letters ?? 0) + (alerts ?? 0);
}
