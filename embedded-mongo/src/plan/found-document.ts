import type { CompiledFilter } from "../match/compile-filter.ts";
import type { Collection } from "../storage/catalog.ts";
import { Task } from "../task/task.ts";
import { type Doc, decode } from "../values/index.ts";

/** A stored document that a query found. It is decoded when `doc` is first read. */
export class FoundDocument {
  readonly record: number;
  readonly body: Buffer;
  readonly #slice: number;
  #doc: Doc | undefined;

  constructor(record: number, body: Buffer, slice: number = Task.slice) {
    this.record = record;
    this.body = body;
    this.#slice = slice;
  }

  get doc(): Doc {
    this.#doc ??= decode(this.body);
    return this.#doc;
  }

  /** Returns the same document without the decoded form, which takes more memory than the bytes. */
  undecoded(): FoundDocument {
    return new FoundDocument(this.record, this.body, this.#slice);
  }

  /** Returns the document as it is now; `undefined` if other commands have removed it or it no longer matches. */
  current(collection: Collection, filter: CompiledFilter): FoundDocument | undefined {
    if (this.#slice === Task.slice) {
      return this;
    }
    const body = collection.documents.get(this.record);
    if (!body) {
      return undefined;
    }
    const now = new FoundDocument(this.record, body);
    return filter.test(now.doc) ? now : undefined;
  }
}
