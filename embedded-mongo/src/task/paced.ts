import { type Pause, pause, type Stream } from "./pause.ts";
import type { Task } from "./task.ts";

const checkEvery = 64;

/** Passes on items that are in memory and yields now and then. */
export function* paced<Item>(items: Stream<Item>, task: Task): Generator<Item | Pause> {
  let passed = 0;
  for (const item of items) {
    if (++passed % checkEvery === 0 && task.isDue()) {
      yield pause;
    }
    yield item;
  }
}
