import { type BodyOf, routes } from "@chatloom/api-schema";
import { call } from "../api/call.ts";
import { useSavedRules } from "./rules/use-saved-rules.ts";

type Routing = BodyOf<typeof routes.routing.saveRouting>;

/** The rules that decide who answers a message, and the channels that stand in for others. */
export function useRouting() {
  const { query, data, change } = useSavedRules<Routing>({
    name: "routing",
    read: () => call(routes.routing.readRouting),
    write: (body) => call(routes.routing.saveRouting, { body }),
  });
  return {
    rules: data?.rules ?? [],
    fallbacks: data?.fallbacks ?? [],
    query,
    save: (rules: Routing["rules"]) => change({ rules }),
    saveFallbacks: (fallbacks: Routing["fallbacks"]) => change({ fallbacks }),
  };
}
