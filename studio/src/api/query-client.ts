import { MutationCache, QueryClient } from "@tanstack/react-query";
import { ApiProblem, isProblem } from "../ui/api-problem.ts";
import { showProblem } from "../ui/show-problem.ts";

/** Caches the server's answers by key and shows failed changes. The shell handles an ended session. */
export const queryClient: QueryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (count, error) =>
        count < 2 && !(error instanceof ApiProblem && error.status >= 400 && error.status < 500),
    },
  },
  mutationCache: new MutationCache({
    onError: (error, _variables, _context, mutation) => {
      const signedOut = isProblem(error, "session.missing");
      if (mutation.meta?.quiet !== true && !signedOut) {
        showProblem(error);
      }
    },
  }),
});
