/** A batch of a cursor, with encoded documents, which are copied into the reply. */
export interface CursorBatch {
  namespace: string;
  /** 0 when the cursor is exhausted. */
  id: bigint;
  field: "firstBatch" | "nextBatch";
  documents: readonly Uint8Array[];
}

type Chunks = readonly Uint8Array[];

/** Encodes `{ cursor: { firstBatch: [...], id, ns }, ok: 1 }`. */
export function writeCursor({ namespace, id, field, documents }: CursorBatch): Uint8Array {
  const batch = documents.flatMap((bytes, at) => element(0x03, String(at), [bytes]));
  const number = Buffer.alloc(8);
  number.writeBigInt64LE(id);
  const text = Buffer.from(`${namespace}\0`);
  const cursor = document([
    ...element(0x04, field, document(batch)),
    ...element(0x12, "id", [number]),
    ...element(0x02, "ns", [int32(text.length), text]),
  ]);
  return Buffer.concat(
    document([...element(0x03, "cursor", cursor), ...element(0x01, "ok", [one])]),
  );
}

const one = Buffer.alloc(8);
one.writeDoubleLE(1);

function element(type: number, name: string, value: Chunks): Chunks {
  return [Buffer.from(`${String.fromCharCode(type)}${name}\0`), ...value];
}

function document(elements: Chunks): Chunks {
  const bytes = elements.reduce((sum, { length }) => sum + length, 0);
  return [int32(4 + bytes + 1), ...elements, Buffer.alloc(1)];
}

function int32(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeInt32LE(value);
  return bytes;
}
