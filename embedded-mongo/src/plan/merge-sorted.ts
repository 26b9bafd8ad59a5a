import type { SortOrder } from "../keys/sort-order.ts";
import { type Pause, pause, type Steps, type Stream } from "../task/pause.ts";
import { decode } from "../values/index.ts";
import type { FoundDocument } from "./found-document.ts";

interface Head {
  readonly rest: Iterator<FoundDocument | Pause>;
  readonly document: FoundDocument;
  readonly key: Buffer;
}

/** Merges sorted documents of several sources. Equal documents keep the order of the sources. */
export function* mergeSorted(
  sources: readonly Stream<FoundDocument>[],
  order: SortOrder,
): Generator<FoundDocument | Pause> {
  const heads: Head[] = [];
  for (const source of sources) {
    const head = yield* headOf(source[Symbol.iterator](), order);
    if (head) {
      heads.push(head);
    }
  }
  while (heads.length > 0) {
    let least = 0;
    for (let at = 1; at < heads.length; at++) {
      if (Buffer.compare((heads[at] as Head).key, (heads[least] as Head).key) < 0) {
        least = at;
      }
    }
    const { document, rest } = heads[least] as Head;
    yield document;
    const next = yield* headOf(rest, order);
    if (next) {
      heads[least] = next;
    } else {
      heads.splice(least, 1);
    }
  }
}

function* headOf(rest: Iterator<FoundDocument | Pause>, order: SortOrder): Steps<Head | undefined> {
  for (;;) {
    const { done, value: document } = rest.next();
    if (done) {
      return undefined;
    }
    if (document !== pause) {
      return { rest, document, key: order.keyOf(decode(document.body)) };
    }
    yield pause;
  }
}
