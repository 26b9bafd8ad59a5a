import { type Doc, decode, decodeFields } from "../values/index.ts";

/** A stored document that a query found; decoded when somebody first looks into it. */
export class FoundDocument {
  readonly record: number;
  readonly body: Buffer;
  private readonly fields: ReadonlySet<string> | undefined;
  private decoded: Doc | undefined;

  /** `fields`: the top-level fields (document keys) that somebody may look at, if not all. */
  constructor(record: number, body: Buffer, fields?: ReadonlySet<string>) {
    this.record = record;
    this.body = body;
    this.fields = fields;
  }

  get doc(): Doc {
    this.decoded ??= this.fields ? decodeFields(this.body, this.fields) : decode(this.body);
    return this.decoded;
  }
}
