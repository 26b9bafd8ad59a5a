import type { CompiledFilter } from "../match/compile-filter.ts";
import type { Collection } from "../storage/catalog.ts";
import type { StoredDocument } from "../storage/document-table.ts";
import { Task } from "../task/task.ts";
import { type Doc, decode } from "../values/index.ts";

/** A stored document that a query found. It is decoded when `doc` is first read. */
export class FoundDocument implements StoredDocument {
  readonly collection: Collection;
  readonly record: number;
  readonly body: Buffer;
  readonly #slice: number;
  #doc: Doc | undefined;

  constructor(collection: Collection, { record, body }: StoredDocument, slice = Task.slice) {
    this.collection = collection;
    this.record = record;
    this.body = body;
    this.#slice = slice;
  }

  get doc(): Doc {
    this.#doc ??= decode(this.body);
    return this.#doc;
  }

  get isDecoded(): boolean {
    return this.#doc !== undefined;
  }

  /** Returns the same document without the decoded form, which takes more memory than the bytes. */
  undecoded(): FoundDocument {
    return new FoundDocument(this.collection, this, this.#slice);
  }

  /** Returns the document as it is now; `undefined` if other commands have removed it or it no longer matches. */
  current(filter: CompiledFilter): FoundDocument | undefined {
    if (this.#slice === Task.slice) {
      return this;
    }
    const body = this.collection.documents.get(this.record);
    const now = body && new FoundDocument(this.collection, { record: this.record, body });
    return now && filter.test(now.doc) ? now : undefined;
  }
}
