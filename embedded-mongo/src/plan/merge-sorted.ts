import type { StoredDocument } from "../storage/document-table.ts";
import { decode } from "../values/index.ts";
import type { SortKey, SortOrder } from "./sort-order.ts";

interface Head {
  readonly rest: Iterator<StoredDocument>;
  readonly document: StoredDocument;
  readonly key: SortKey;
}

/** Documents of several sources, each in an order, in that order; of equal ones those of the first source first. */
export function* mergeSorted(
  sources: readonly Iterator<StoredDocument>[],
  order: SortOrder,
): Generator<StoredDocument> {
  const heads: Head[] = [];
  for (const source of sources) {
    const head = headOf(source, order);
    if (head) heads.push(head);
  }
  while (heads.length > 0) {
    let least = 0;
    for (let at = 1; at < heads.length; at++) {
      if (order.compare((heads[at] as Head).key, (heads[least] as Head).key) < 0) least = at;
    }
    const { document, rest } = heads[least] as Head;
    yield document;
    const next = headOf(rest, order);
    if (next) heads[least] = next;
    else heads.splice(least, 1);
  }
}

function headOf(rest: Iterator<StoredDocument>, order: SortOrder): Head | undefined {
  const { done, value: document } = rest.next();
  return done ? undefined : { rest, document, key: order.keyOf(decode(document.body)) };
}
