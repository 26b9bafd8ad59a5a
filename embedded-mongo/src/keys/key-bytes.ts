/** Collects the bytes of a key. `invert` inverts the bytes from an offset, for descending fields. */
export class KeyBytes {
  #bytes = Buffer.allocUnsafe(256);
  length = 0;

  #reserve(count: number): number {
    const from = this.length;
    this.length += count;
    if (this.length > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(this.length, this.#bytes.length * 2));
      this.#bytes.copy(larger, 0, 0, from);
      this.#bytes = larger;
    }
    return from;
  }

  byte(value: number): void {
    const from = this.#reserve(1);
    this.#bytes[from] = value;
  }

  uint16(value: number): void {
    const from = this.#reserve(2);
    this.#bytes.writeUInt16BE(value, from);
  }

  uint32(value: number): void {
    const from = this.#reserve(4);
    this.#bytes.writeUInt32BE(value, from);
  }

  double(value: number): void {
    const from = this.#reserve(8);
    this.#bytes.writeDoubleBE(value, from);
  }

  raw(bytes: Uint8Array): void {
    const from = this.#reserve(bytes.length);
    this.#bytes.set(bytes, from);
  }

  /** Adds a text. A zero byte becomes 00 FF and 00 00 ends the text, so that no text is a prefix of another. */
  text(value: string): void {
    const from = this.#reserve(value.length * 3);
    let at = from + this.#bytes.write(value, from, "utf8");
    if (value.includes("\0")) {
      const plain = Buffer.from(this.#bytes.subarray(from, at));
      this.#reserve(value.length);
      at = from;
      for (const byte of plain) {
        this.#bytes[at++] = byte;
        if (byte === 0) {
          this.#bytes[at++] = 0xff;
        }
      }
    }
    this.length = at;
    this.uint16(0);
  }

  invert(from: number): void {
    for (let at = from; at < this.length; at++) {
      this.#bytes[at] = ~(this.#bytes[at] as number) & 0xff;
    }
  }

  /** Returns a copy of the bytes and starts again. */
  take(): Buffer {
    const copy = Buffer.allocUnsafe(this.length);
    this.#bytes.copy(copy, 0, 0, this.length);
    this.length = 0;
    return copy;
  }
}
