/** Stands in a stream for "others may run now"; whoever reads the stream passes it on. */
export const pause = Symbol("pause");

/** The type of `pause`. */
export type Pause = typeof pause;

/** Items that are found step by step; a long search gives way to other commands between them. */
export type Stream<Item> = Iterable<Item | Pause>;

/** Work that gives way to other commands wherever it yields, and ends with a result. */
export type Steps<Result> = Generator<Pause, Result, void>;

/** Reads a whole stream. */
export function* collect<Item>(items: Stream<Item>): Steps<Item[]> {
  const all: Item[] = [];
  for (const item of items) {
    if (item === pause) yield pause;
    else all.push(item as Item);
  }
  return all;
}

/** Does work to its end without giving way. */
export function finish<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
