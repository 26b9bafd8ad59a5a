import { type BodyOf, routes } from "@chatloom/api-schema";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { call } from "../api/call.ts";
import { ApiProblem } from "../ui/api-problem.ts";
import { showProblem } from "../ui/show-problem.ts";

type Routing = BodyOf<typeof routes.routing.saveRouting>;
const key = ["routing"];
const unchanged: Routing = { revision: 0, rules: [] };

/** The rules that decide who answers, and `save`, which replaces them at once and takes them back if the server refuses. */
export function useRouting() {
  const client = useQueryClient();
  const { data, isPending } = useQuery({
    queryKey: key,
    queryFn: () => call(routes.routing.readRouting),
  });
  const { mutate } = useMutation({
    scope: { id: "routing" },
    mutationFn: (change: Partial<Omit<Routing, "revision">>) => {
      const known = client.getQueryData<Routing>(key) ?? unchanged;
      return call(routes.routing.saveRouting, { body: { ...known, ...change } });
    },
    onMutate: (change) => {
      const before = client.getQueryData<Routing>(key);
      client.setQueryData<Routing>(key, { ...(before ?? unchanged), ...change });
      return before;
    },
    onSuccess: (saved) => client.setQueryData(key, saved),
    onError: (error, _, before) => {
      showProblem(error);
      client.setQueryData(key, before);
      if (error instanceof ApiProblem && error.code === "routing.changed") {
        return client.invalidateQueries({ queryKey: key });
      }
      return undefined;
    },
  });
  return {
    rules: data?.rules ?? [],
    fallbacks: data?.fallbacks ?? [],
    isPending,
    save: (rules: Routing["rules"]) => mutate({ rules }),
    saveFallbacks: (fallbacks: Routing["fallbacks"]) => mutate({ fallbacks }),
  };
}
