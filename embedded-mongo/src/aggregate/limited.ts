import { type Pause, pause, type Stream } from "../task/pause.ts";

/** Passes on the first items of a stream. */
export function* limited<Item>(items: Stream<Item>, count: number): Generator<Item | Pause> {
  let left = count;
  for (const item of items) {
    yield item;
    if (item !== pause && --left === 0) {
      return;
    }
  }
}
