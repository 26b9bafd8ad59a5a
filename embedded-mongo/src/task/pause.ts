/** An item of a stream that means "other commands may run now". Readers of a stream pass it on. */
export const pause = Symbol("pause");

/** The type of `pause`. */
export type Pause = typeof pause;

/** A stream of items; a long search yields to other commands between them. */
export type Stream<Item> = Iterable<Item | Pause>;

/** Work that lets other commands run wherever it yields, and ends with a result. */
export type Steps<Result> = Generator<Pause, Result, void>;

/** Reads a whole stream. */
export function* collect<Item>(items: Stream<Item>): Steps<Item[]> {
  const all: Item[] = [];
  for (const item of items) {
    if (item === pause) {
      yield pause;
    } else {
      all.push(item as Item);
    }
  }
  return all;
}

/** Runs work to its end without yielding. */
export function finish<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done) {
      return value;
    }
  }
}
