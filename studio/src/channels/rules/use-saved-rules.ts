import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ApiProblem } from "../../ui/api-problem.ts";
import { showProblem } from "../../ui/show-problem.ts";

/** Rules in their order, with what belongs to them, and how often they were changed. */
interface Revised {
  readonly revision: number;
  readonly rules: readonly unknown[];
}

/** The rules of one kind, and `change`, which replaces parts at once and takes them back if the server refuses. */
export function useSavedRules<R extends Revised>({
  name,
  read,
  write,
}: {
  /** The key of the rules in the browser's cache. */
  readonly name: string;
  readonly read: () => Promise<R>;
  readonly write: (rules: R) => Promise<R>;
}) {
  const client = useQueryClient();
  const key = [name];
  const query = useQuery({ queryKey: key, queryFn: read });
  const { mutate } = useMutation({
    scope: { id: name },
    mutationFn: (part: Partial<Omit<R, "revision">>) => write(changedBy(part)),
    onMutate: (part) => {
      const before = client.getQueryData<R>(key);
      client.setQueryData<R>(key, changedBy(part));
      return before;
    },
    onSuccess: (saved) => client.setQueryData<R>(key, saved),
    onError: (error, _, before) => {
      showProblem(error);
      client.setQueryData(key, before);
      if (error instanceof ApiProblem && error.code === "routing.changed") {
        return client.invalidateQueries({ queryKey: key });
      }
      return undefined;
    },
  });
  return { query, data: query.data, change: mutate };

  function changedBy(part: Partial<Omit<R, "revision">>): R {
    const known = client.getQueryData<R>(key);
    return { ...(known ?? ({ revision: 0, rules: [] } as unknown as R)), ...part };
  }
}
