import { routes } from "@chatloom/api-schema";
import { useQuery } from "@tanstack/react-query";
import { call } from "../api/call.ts";

/** The connections to language models, the default first. */
export function useConnections() {
  return useQuery({
    queryKey: ["ai-connections"],
    queryFn: () => call(routes.ai.listAiConnections),
  });
}
