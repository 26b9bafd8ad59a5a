import { routes } from "@chatloom/api-schema";
import { useQuery } from "@tanstack/react-query";
import { call } from "./call.ts";

const dayMs = 86_400_000;

/** Lists the names of the goals that contacts reached within so many days. */
export function useReachedGoals(days: number): readonly string[] {
  const { data } = useQuery({
    queryKey: ["reachedGoals", days],
    queryFn: () => {
      const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);
      const query = { from: dayOf(Date.now() - days * dayMs), to: dayOf(Date.now()) };
      return call(routes.reports.readOverview, { query });
    },
  });
  return data?.now.goalNames.map((it) => it.name) ?? [];
}
