/** A record with a version. Of two copies, the one with the higher version is newer. */
export interface Versioned {
  readonly id: string;
  readonly version: number;
}

/** Pages of a list, as TanStack Query keeps them. */
export interface Pages<T> {
  readonly pages: readonly { readonly items: readonly T[]; readonly next?: string | undefined }[];
  readonly pageParams: readonly unknown[];
}

/** How a list is ordered and what belongs to it. */
export interface ListRules<T> {
  /** Whether the item is in the list; `listed` says whether an earlier copy is. */
  readonly belongs: (item: T, listed: boolean) => boolean;
  /** Negative when `a` stands before `b`. */
  readonly compare: (a: T, b: T) => number;
}

/** Returns the newer of two copies of a record. */
export function newest<T extends Versioned>(known: T | undefined, arrived: T): T {
  return known && known.id === arrived.id && known.version > arrived.version ? known : arrived;
}

/** Returns the list with an item at its place. A copy older than the listed one changes nothing. */
export function putItem<T extends Versioned, P extends Pages<T>>(
  data: P,
  item: T,
  { belongs, compare }: ListRules<T>,
): P {
  const known = data.pages.flatMap((it) => it.items).find((it) => it.id === item.id);
  if (known && known.version > item.version) {
    return data;
  }
  const without = known
    ? data.pages.map((page) => ({ ...page, items: page.items.filter((it) => it.id !== item.id) }))
    : data.pages;
  if (!belongs(item, known !== undefined)) {
    return known ? { ...data, pages: without } : data;
  }

  const at = without.findIndex((page) => page.items.some((it) => compare(item, it) < 0));
  const last = without.length - 1;
  // Later items come with the next page.
  if (at === -1 && without[last]?.next !== undefined) {
    return { ...data, pages: without };
  }
  const pages = without.map((page, index) => {
    if (index !== (at === -1 ? last : at)) {
      return page;
    }
    const before = page.items.filter((it) => compare(item, it) >= 0);
    return { ...page, items: [...before, item, ...page.items.slice(before.length)] };
  });
  return { ...data, pages };
}
