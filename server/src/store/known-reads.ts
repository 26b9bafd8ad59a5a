import { LRUCache } from "lru-cache";

/** What was read a moment ago, without asking again as long as it is certain or likely enough that it still stands. */
export type KnownReads<T> = (key: string, read: (key: string) => Promise<T>) => Promise<T>;

/** On what the keeping depends. */
export interface KnownReadsOptions {
  /** A number as long as no other process reads or writes (see `ProcessRegistry`). */
  readonly solitude: () => number | undefined;
  /** A number that stays as long as nothing is written here (see `writesTo`). */
  readonly writes: () => number;
  /** How long something may be known in the company of other processes; 0 asks each time. */
  readonly inCompanyMs: number;
}

interface Known<T> {
  readonly reading: Promise<T>;
  readonly solitude: number | undefined;
  readonly writes: number;
  readonly at: number;
}

/** Even alone, for those who change a database by hand. */
const aloneMs = 60_000;
const mostKnown = 1_000;

/** Made once for each kind of thing. What is not there (undefined) and what failed is asked for again. */
export function createKnownReads<T>(options: KnownReadsOptions): KnownReads<T> {
  const known = new LRUCache<string, Known<T>>({ max: mostKnown, ttl: aloneMs });

  function stands({ solitude, writes, at }: Known<T>): boolean {
    if (writes !== options.writes()) return false;
    if (solitude !== undefined && solitude === options.solitude()) return true;
    return performance.now() - at < options.inCompanyMs;
  }

  return (key, read) => {
    const before = known.get(key);
    if (before && stands(before)) return before.reading;
    const entry: Known<T> = {
      solitude: options.solitude(),
      writes: options.writes(),
      at: performance.now(),
      reading: read(key),
    };
    known.set(key, entry);
    const forget = () => {
      if (known.peek(key) === entry) known.delete(key);
    };
    entry.reading.then((found) => {
      if (found === undefined) forget();
    }, forget);
    return entry.reading;
  };
}
