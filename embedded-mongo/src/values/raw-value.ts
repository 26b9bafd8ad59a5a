/** A field's value left as the bytes it is stored in: nobody needs to look into it, and encoding copies it. */
export class RawValue {
  /** The BSON type's number. */
  readonly type: number;
  /** What it stands in, unchanged as long as this is used. */
  readonly source: Buffer;
  /** Where the whole field begins there: its type, its name, its value. */
  readonly start: number;
  /** Where the value begins. */
  readonly from: number;
  readonly end: number;

  constructor(type: number, source: Buffer, start: number, from: number, end: number) {
    this.type = type;
    this.source = source;
    this.start = start;
    this.from = from;
    this.end = end;
  }

  /** The value without type and name. */
  get bytes(): Uint8Array {
    return this.source.subarray(this.from, this.end);
  }

  /** Whether the field has this name. */
  isNamed(name: string): boolean {
    const { source, start } = this;
    if (this.from - start - 2 !== name.length) return false;
    for (let at = 0; at < name.length; at++) {
      const code = name.charCodeAt(at);
      // A name with other characters has another length in bytes, or is compared in vain.
      if (code > 127 || source[start + 1 + at] !== code) return false;
    }
    return true;
  }
}

/** How many bytes the values of these types take. */
export const fixedSizes: Readonly<Record<number, number>> = {
  1: 8,
  6: 0,
  7: 12,
  8: 1,
  9: 8,
  10: 0,
  16: 4,
  17: 8,
  18: 8,
  19: 16,
  255: 0,
  127: 0,
};

/** The values of these types begin with a length: how many bytes there are that it and its own four do not count. */
export const extraSizes: Readonly<Record<number, number>> = {
  2: 4,
  3: 0,
  4: 0,
  5: 5,
  13: 4,
  14: 4,
  15: 0,
};
