import {
  type QueryKey,
  replaceEqualDeep,
  useInfiniteQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useLiveReturn } from "./live.ts";
import type { RecentItems } from "./recent-items.ts";
import { type ListRules, type Pages, putItem, type Versioned } from "./versioned-pages.ts";

type Page<T> = Pages<T>["pages"][number];

/**
 * A paged list that is kept up to date in place: `put` takes what live events and other answers bring. All is merged by version, so an
 * answer that was on its way while an event arrived does not undo it. After a lost connection the list is fetched again.
 */
export function useLiveList<T extends Versioned, P extends Page<T>>({
  queryKey,
  fetchPage,
  recent,
  rules,
}: {
  readonly queryKey: QueryKey;
  readonly fetchPage: (cursor: string | undefined) => Promise<P>;
  /** Recent changes, shared by all lists of this kind. */
  readonly recent: RecentItems<T>;
  readonly rules: ListRules<T>;
}) {
  const client = useQueryClient();
  const query = useInfiniteQuery({
    queryKey,
    // No events were received while the list was not shown.
    staleTime: 0,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => fetchPage(pageParam),
    getNextPageParam: (page) => page.next,
    structuralSharing: (old, fetched) => {
      const merged = recent
        .list()
        .reduce((data, item) => putItem<T, Pages<T>>(data, item, rules), fetched as Pages<T>);
      return replaceEqualDeep(old, merged);
    },
  });
  useLiveReturn(() => {
    if (query.data) {
      void client.invalidateQueries({ queryKey });
    }
  });
  const put = (arrived: T) => {
    const item = recent.add(arrived);
    client.setQueryData<Pages<T>>(queryKey, (data) => data && putItem(data, item, rules));
  };
  const items: readonly T[] = query.data?.pages.flatMap((page) => page.items) ?? [];
  return { ...query, items, put };
}
