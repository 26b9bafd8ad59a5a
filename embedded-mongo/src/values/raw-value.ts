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
  [0x01]: 8,
  [0x06]: 0,
  [0x07]: 12,
  [0x08]: 1,
  [0x09]: 8,
  [0x0a]: 0,
  [0x10]: 4,
  [0x11]: 8,
  [0x12]: 8,
  [0x13]: 16,
  [0xff]: 0,
  [0x7f]: 0,
};

/** The values of these types begin with a length: how many bytes there are that it and its own four do not count. */
export const extraSizes: Readonly<Record<number, number>> = {
  [0x02]: 4,
  [0x03]: 0,
  [0x04]: 0,
  [0x05]: 5,
  [0x0d]: 4,
  [0x0e]: 4,
  [0x0f]: 0,
};
