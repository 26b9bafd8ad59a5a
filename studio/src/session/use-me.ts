import { type Me, type Permission, routes } from "@chatloom/api-schema";
import { useQuery } from "@tanstack/react-query";
import { call } from "../api/call.ts";
import { queryClient } from "../api/query-client.ts";
import { clearRecentItems } from "../api/recent-items.ts";
import { useSession } from "../api/session-store.ts";
import { ApiProblem } from "../ui/api-problem.ts";

/** Returns the signed-in member: null if nobody is signed in, undefined while it loads. */
export function useMeQuery() {
  return useQuery({
    queryKey: ["me"],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async (): Promise<Me | null> => {
      try {
        return await call(routes.accounts.readMe);
      } catch (error) {
        // A session that ends keeps the page as it is; the shell then asks to sign in again.
        if (error instanceof ApiProblem && error.status === 401) {
          return queryClient.getQueryData<Me>(["me"]) ?? null;
        }
        throw error;
      }
    },
  });
}

/** Returns the signed-in member. Only components inside the shell may use it. */
export function useMe(): Me {
  const { data } = useMeQuery();
  if (!data) {
    throw new Error("useMe is for components inside the shell");
  }
  return data;
}

/** Returns whether the role of the signed-in member has a permission, or one of several; true where none is needed. */
export function useMay(needed: Permission | readonly Permission[] | undefined): boolean {
  return mayWith(useMe(), needed);
}

/** Says whether a member's role has a permission, or one of several; true where none is needed. */
export function mayWith(
  { member }: Me,
  needed: Permission | readonly Permission[] | undefined,
): boolean {
  return needed === undefined || [needed].flat().some((it) => member.permissions.includes(it));
}

/** Starts a new session and clears cached data of the previous member. */
export function enterSession(me: Me): void {
  useSession.setState({ lost: false });
  queryClient.clear();
  clearRecentItems();
  queryClient.setQueryData(["me"], me);
}
