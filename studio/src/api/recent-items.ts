import { newest, type Versioned } from "./versioned-pages.ts";

/** Answers to older requests are no longer expected. */
const keptMs = 30_000;
const all = new Set<{ clear(): void }>();

/** Keeps records that arrived recently, because answers in flight may hold older copies. */
export class RecentItems<T extends Versioned> {
  readonly #items = new Map<string, { readonly item: T; readonly at: number }>();

  constructor() {
    all.add(this);
  }

  /** Gives the newest copy that arrived. */
  add(arrived: T): T {
    const now = Date.now();
    for (const [id, { at }] of this.#items) {
      if (now - at > keptMs) {
        this.#items.delete(id);
      }
    }
    const item = newest(this.#items.get(arrived.id)?.item, arrived);
    this.#items.set(item.id, { item, at: now });
    return item;
  }

  /** The newest copies. */
  list(): T[] {
    const now = Date.now();
    return [...this.#items.values()].filter(({ at }) => now - at <= keptMs).map((it) => it.item);
  }

  clear(): void {
    this.#items.clear();
  }
}

/** Clears everything when another member or workspace is opened. */
export function clearRecentItems(): void {
  for (const it of all) {
    it.clear();
  }
}
