import { routes } from "@chatloom/api-schema";
import { useQuery } from "@tanstack/react-query";
import { call } from "./call.ts";

/** The workspace's contact fields. */
export function useContactFields() {
  return useQuery({
    queryKey: ["contactFields"],
    queryFn: () => call(routes.audience.listContactFields),
  });
}

/** The workspace's tags. */
export function useTags() {
  return useQuery({ queryKey: ["tags"], queryFn: () => call(routes.audience.listTags) });
}

/** The saved segments. */
export function useSegments() {
  return useQuery({ queryKey: ["segments"], queryFn: () => call(routes.audience.listSegments) });
}
