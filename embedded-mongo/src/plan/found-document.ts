import type { CompiledFilter } from "../match/compile-filter.ts";
import type { Collection } from "../storage/catalog.ts";
import { Task } from "../task/task.ts";
import { type Doc, decode, decodeFields } from "../values/index.ts";

/** A stored document that a query found; decoded when somebody first looks into it. */
export class FoundDocument {
  readonly record: number;
  readonly body: Buffer;
  private readonly fields: ReadonlySet<string> | undefined;
  private readonly slice: number;
  private decoded: Doc | undefined;

  /** `fields`: the top-level fields (document keys) that somebody may look at, if not all. */
  constructor(
    record: number,
    body: Buffer,
    fields?: ReadonlySet<string>,
    slice: number = Task.slice,
  ) {
    this.record = record;
    this.body = body;
    this.fields = fields;
    this.slice = slice;
  }

  get doc(): Doc {
    this.decoded ??= this.fields ? decodeFields(this.body, this.fields) : decode(this.body);
    return this.decoded;
  }

  /** Returns the same without what was decoded, which takes more memory than the bytes. */
  undecoded(): FoundDocument {
    return new FoundDocument(this.record, this.body, undefined, this.slice);
  }

  /** Returns the document as it is now; undefined if others have removed it or changed it so that it no longer matches. */
  current(collection: Collection, filter: CompiledFilter): FoundDocument | undefined {
    if (this.slice === Task.slice) return this;
    const body = collection.documents.get(this.record);
    if (!body) return undefined;
    const now = new FoundDocument(this.record, body, this.fields);
    return filter.test(now.doc) ? now : undefined;
  }
}
