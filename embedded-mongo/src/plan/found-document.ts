import { type Doc, decode } from "../values/index.ts";

/** A stored document that a query found; decoded when somebody first looks into it. */
export class FoundDocument {
  readonly record: number;
  readonly body: Buffer;
  private decoded: Doc | undefined;

  constructor(record: number, body: Buffer) {
    this.record = record;
    this.body = body;
  }

  get doc(): Doc {
    this.decoded ??= decode(this.body);
    return this.decoded;
  }
}
