import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from "bson";
import { bsonUndefined } from "./bson-type.ts";
import {
  checkDate,
  checkDepth,
  checkValue,
  endOfCString,
  endOfValue,
  invalidBson as invalid,
  twiceNamed,
  unknownType,
} from "./check-value.ts";
import { type Doc, docKey } from "./doc.ts";
import { nameKey } from "./names.ts";
import { RawValue } from "./raw-value.ts";

const isPlainField = (name: string) => name !== "_id" && !name.includes(".");

const shortText = 16;
/** Texts from here on are longer in the making than in the copying. */
const longText = 256;
const characters = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));

/** Reads one document (or a part of one) from its bytes, checking what it reads. */
export class BsonReader {
  at = 0;
  private readonly buffer: Buffer;

  constructor(bytes: Uint8Array) {
    this.buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  readDoc(depth: number): Doc {
    return this.readFields(depth, (_name, type) => this.readValue(type, depth));
  }

  /** Documents, arrays and long texts in fields that stay raw are checked and held as they will be stored. */
  readShallow(depth: number, staysRaw: (name: string) => boolean): Doc {
    return this.readFields(depth, (name, type, start) =>
      this.isLarge(type) && staysRaw(name)
        ? this.leave(type, start, checkValue(this.buffer, this.at, type, 1))
        : this.readValue(type, depth),
    );
  }

  private isLarge(type: number): boolean {
    const { at, buffer } = this;
    if (type === 0x02) return at + 4 <= buffer.length && buffer.readInt32LE(at) >= longText;
    return type === 0x03 || type === 0x04;
  }

  readStatement(): Doc {
    return this.readFields(1, (name, type) =>
      name === "u" && type === 0x03 ? this.readUpdate() : this.readValue(type, 1),
    );
  }

  private readUpdate(): Doc {
    return this.readFields(2, (name, type) =>
      name === "$set" && type === 0x03
        ? this.readShallow(3, isPlainField)
        : this.readValue(type, 2),
    );
  }

  private readFields(
    depth: number,
    read: (name: string, type: number, start: number) => unknown,
  ): Doc {
    const end = this.openDoc(depth);
    const doc: Doc = {};
    for (;;) {
      const start = this.at;
      const type = this.readByte();
      if (type === 0) break;
      const name = this.readNewName(doc);
      doc[name] = read(name, type, start);
    }
    if (this.at !== end) throw invalid("a document's length does not fit its fields");
    return doc;
  }

  private readNewName(doc: Doc): string {
    const name = this.readName();
    if (doc[name] !== undefined && Object.hasOwn(doc, name)) throw twiceNamed(name);
    return name;
  }

  /** A value of a top-level field that ends there, as it will be stored. */
  private leave(type: number, start: number, end: number): RawValue {
    const from = this.at;
    this.at = end;
    return new RawValue(type, this.buffer, start, from, end);
  }

  readWanted(wanted: ReadonlySet<string>): Doc {
    this.openDoc(1);
    const doc: Doc = {};
    for (;;) {
      const start = this.at;
      const type = this.readByte();
      if (type === 0) return doc;
      const name = this.readName();
      doc[name] = wanted.has(name)
        ? this.readValue(type, 1)
        : this.leave(type, start, endOfValue(this.buffer, this.at, type));
    }
  }

  private readArray(depth: number): unknown[] {
    const end = this.openDoc(depth);
    const values: unknown[] = [];
    for (let type = this.readByte(); type !== 0; type = this.readByte()) {
      this.at = endOfCString(this.buffer, this.at) + 1;
      values.push(this.readValue(type, depth));
    }
    if (this.at !== end) throw invalid("an array's length does not fit its values");
    return values;
  }

  private openDoc(depth: number): number {
    checkDepth(depth);
    const start = this.at;
    const length = this.readInt32();
    const end = start + length;
    if (length < 5 || end > this.buffer.length)
      throw invalid(`a document gives its length as ${length}`);
    return end;
  }

  private need(count: number): number {
    const from = this.at;
    if (count < 0 || from + count > this.buffer.length)
      throw invalid("the document ends too early");
    this.at = from + count;
    return from;
  }

  private readByte(): number {
    const byte = this.buffer[this.at++];
    if (byte === undefined) throw invalid("the document ends too early");
    return byte;
  }

  private readInt32(): number {
    return this.buffer.readInt32LE(this.need(4));
  }

  private readCString(): string {
    const end = endOfCString(this.buffer, this.at);
    const text = this.readText(this.at, end);
    this.at = end + 1;
    return text;
  }

  private readName(): string {
    const from = this.at;
    const end = endOfCString(this.buffer, this.at);
    this.at = end + 1;
    return nameKey(this.buffer, from, end) ?? docKey(this.readText(from, end));
  }

  private readString(): string {
    const length = this.readInt32();
    if (length < 1) throw invalid(`a string gives its length as ${length}`);
    const from = this.need(length);
    if (this.buffer[this.at - 1] !== 0) throw invalid("a string does not end with a zero byte");
    return this.readText(from, this.at - 1);
  }

  private readText(from: number, to: number): string {
    if (to - from <= shortText) {
      const text = this.readAscii(from, to);
      if (text !== undefined) return text;
    }
    const text = this.buffer.toString("utf8", from, to);
    // Bytes that are not UTF-8 were replaced: storing the replacement would change the client's data.
    if (text.includes("\ufffd") && !Buffer.from(text).equals(this.buffer.subarray(from, to))) {
      throw invalid("a string is not valid UTF-8");
    }
    return text;
  }

  /** A short text without the detour over the decoder of UTF-8; `undefined` if it is not plain ASCII. */
  private readAscii(from: number, to: number): string | undefined {
    const { buffer } = this;
    let text = "";
    for (let at = from; at < to; at++) {
      const byte = buffer[at] as number;
      if (byte > 127) return undefined;
      text += characters[byte];
    }
    return text;
  }

  private readLong(): Long {
    const from = this.need(8);
    return new Long(this.buffer.readInt32LE(from), this.buffer.readInt32LE(from + 4));
  }

  private readBinary(): Binary {
    let length = this.readInt32();
    const subtype = this.readByte();
    if (subtype === 2) {
      const inner = this.readInt32();
      if (inner !== length - 4) throw invalid("an old binary value gives two lengths");
      length = inner;
    }
    const from = this.need(length);
    // A copy, so that a stored value does not keep a whole message alive.
    return new Binary(Buffer.from(this.buffer.subarray(from, from + length)), subtype);
  }

  private readDate(): Date {
    const from = this.need(8);
    const milliseconds =
      this.buffer.readInt32LE(from + 4) * 4294967296 + this.buffer.readUInt32LE(from);
    checkDate(milliseconds);
    return new Date(milliseconds);
  }

  private readCodeWithScope(depth: number): Code {
    const end = this.at + this.readInt32();
    const code = this.readString();
    const scope = this.readDoc(depth + 1);
    if (this.at !== end) throw invalid("code with scope gives a wrong length");
    return new Code(code, scope);
  }

  readValue(type: number, depth: number): unknown {
    switch (type) {
      case 0x01:
        return new Double(this.buffer.readDoubleLE(this.need(8)));
      case 0x02:
        return this.readString();
      case 0x03:
        return this.readDoc(depth + 1);
      case 0x04:
        return this.readArray(depth + 1);
      case 0x05:
        return this.readBinary();
      case 0x06:
        return bsonUndefined;
      case 0x07: {
        const from = this.need(12);
        return new ObjectId(Buffer.from(this.buffer.subarray(from, from + 12)));
      }
      case 0x08: {
        const byte = this.readByte();
        if (byte > 1) throw invalid(`a boolean has the value ${byte}`);
        return byte === 1;
      }
      case 0x09:
        return this.readDate();
      case 0x0a:
        return null;
      case 0x0b: {
        const pattern = this.readCString();
        return new BSONRegExp(pattern, this.readCString());
      }
      case 0x0d:
        return new Code(this.readString());
      case 0x0e:
        return new BSONSymbol(this.readString());
      case 0x0f:
        return this.readCodeWithScope(depth);
      case 0x10:
        return new Int32(this.readInt32());
      case 0x11: {
        const long = this.readLong();
        return new Timestamp(long.toUnsigned());
      }
      case 0x12:
        return this.readLong();
      case 0x13: {
        const from = this.need(16);
        return new Decimal128(Buffer.from(this.buffer.subarray(from, from + 16)));
      }
      case 0xff:
        return new MinKey();
      case 0x7f:
        return new MaxKey();
      default:
        throw unknownType(type);
    }
  }
}
