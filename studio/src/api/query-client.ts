import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { ApiProblem } from "../ui/api-problem.ts";
import { showProblem } from "../ui/show-problem.ts";

/** What the server said, kept by key. A lost session leads to the sign-in page, a failed change is told. */
export const queryClient: QueryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (count, error) =>
        count < 2 && !(error instanceof ApiProblem && error.status >= 400 && error.status < 500),
    },
  },
  queryCache: new QueryCache({ onError: forgetLostSession }),
  mutationCache: new MutationCache({
    onError: (error, _variables, _context, mutation) => {
      forgetLostSession(error);
      if (mutation.meta?.quiet !== true) showProblem(error);
    },
  }),
});

function forgetLostSession(error: unknown): void {
  if (error instanceof ApiProblem && error.status === 401) queryClient.setQueryData(["me"], null);
}
