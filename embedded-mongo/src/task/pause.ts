/** An item of a stream that means "other commands may run now". Readers of a stream pass it on. */
export const pause = Symbol("pause");

/** The type of `pause`. */
export type Pause = typeof pause;

/** A stream of items; a long search yields to other commands between them. */
export type Stream<Item> = Iterable<Item | Pause>;

/** A stream that is made as it is read. */
export type Flow<Item> = Generator<Item | Pause>;

/** Work that lets other commands run wherever it yields, and ends with a result. */
export type Steps<Result> = Generator<Pause, Result, void>;

/** Replaces each item of a stream by any number of others. */
export function* flatMapped<In, Out>(
  items: Stream<In>,
  change: (item: In) => Stream<Out>,
): Flow<Out> {
  for (const item of items) {
    if (item === pause) {
      yield pause;
    } else {
      yield* change(item as In);
    }
  }
}

/** Replaces each item of a stream by another one. */
export function* mapped<In, Out>(items: Stream<In>, change: (item: In) => Out): Flow<Out> {
  for (const item of items) {
    yield item === pause ? pause : change(item as In);
  }
}

/** Passes on the items of a stream that pass a test. */
export function* filtered<Item>(items: Stream<Item>, test: (item: Item) => boolean): Flow<Item> {
  for (const item of items) {
    if (item === pause || test(item as Item)) {
      yield item;
    }
  }
}

/** Passes on the items from `skip` on, at most `limit`. */
export function* sliced<Item>(
  items: Stream<Item>,
  skip: number,
  limit = Number.POSITIVE_INFINITY,
): Flow<Item> {
  let at = 0;
  for (const item of items) {
    if (item === pause) {
      yield pause;
    } else if (at++ >= skip) {
      yield item;
    }
    if (at >= skip + limit) {
      return;
    }
  }
}

/** Calls a function with each item of a stream. */
export function* forEach<Item>(items: Stream<Item>, visit: (item: Item) => void): Steps<void> {
  for (const item of items) {
    if (item === pause) {
      yield pause;
    } else {
      visit(item as Item);
    }
  }
}

/** Reads the next item of a stream; `undefined` after the last one. */
export function* nextOf<Item>(items: Iterator<Item | Pause>): Steps<Item | undefined> {
  for (;;) {
    const { done, value } = items.next();
    if (done) {
      return undefined;
    }
    if (value !== pause) {
      return value as Item;
    }
    yield pause;
  }
}

/** Reads a whole stream. */
export function* collect<Item>(items: Stream<Item>): Steps<Item[]> {
  const all: Item[] = [];
  yield* forEach(items, (item) => void all.push(item));
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
