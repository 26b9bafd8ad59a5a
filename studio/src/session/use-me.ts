import { type Me, type Role, roles, routes } from "@chatloom/api-schema";
import { useQuery } from "@tanstack/react-query";
import { call } from "../api/call.ts";
import { queryClient } from "../api/query-client.ts";
import { clearRecentItems } from "../api/recent-items.ts";
import { useSession } from "../api/session-store.ts";
import { ApiProblem } from "../ui/api-problem.ts";

/** Who is signed in; null when nobody is, undefined while we do not know. */
export function useMeQuery() {
  return useQuery({
    queryKey: ["me"],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async (): Promise<Me | null> => {
      try {
        return await call(routes.accounts.readMe);
      } catch (error) {
        // A session that ends keeps the page as it is; the shell then asks to sign in again.
        if (error instanceof ApiProblem && error.status === 401)
          return queryClient.getQueryData<Me>(["me"]) ?? null;
        throw error;
      }
    },
  });
}

/** The signed-in person; only for components inside the shell, which is not drawn without one. */
export function useMe(): Me {
  const { data } = useMeQuery();
  if (!data) throw new Error("useMe is for components inside the shell");
  return data;
}

/** Whether the signed-in person may do what this role may. */
export function useMay(role: Role): boolean {
  return roles.indexOf(useMe().member.role) <= roles.indexOf(role);
}

/** Takes over a new session: nothing that another person saw stays in memory. */
export function enterSession(me: Me): void {
  useSession.setState({ lost: false });
  queryClient.clear();
  clearRecentItems();
  queryClient.setQueryData(["me"], me);
}
