/** A field's value left as the bytes it is stored in: nobody needs to look into it, and encoding copies it. */
export class RawValue {
  /** The BSON type's number. */
  readonly type: number;
  readonly bytes: Uint8Array;

  constructor(type: number, bytes: Uint8Array) {
    this.type = type;
    this.bytes = bytes;
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
