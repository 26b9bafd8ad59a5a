import { routes } from "@chatloom/api-schema";
import { useQuery } from "@tanstack/react-query";
import { call } from "../api/call.ts";

/** The teams of the workspace. */
export function useTeams() {
  return useQuery({ queryKey: ["teams"], queryFn: () => call(routes.teams.listTeams) });
}
