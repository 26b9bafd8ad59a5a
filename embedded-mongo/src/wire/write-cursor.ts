/** A batch of a cursor, with encoded documents, which are copied into the reply. */
export interface CursorBatch {
  namespace: string;
  /** 0 when the cursor is exhausted. */
  id: bigint;
  field: "firstBatch" | "nextBatch";
  documents: readonly Uint8Array[];
}

/** Encodes `{ cursor: { firstBatch: [...], id, ns }, ok: 1 }`. */
export function writeCursor({ namespace, id, field, documents }: CursorBatch): Uint8Array {
  let arrayBytes = 5;
  for (const [at, document] of documents.entries()) {
    arrayBytes += 2 + String(at).length + document.length;
  }
  const namespaceBytes = Buffer.byteLength(namespace);
  const cursorBytes =
    4 + (2 + field.length + arrayBytes) + (4 + 8) + (4 + 4 + namespaceBytes + 1) + 1;
  const total = 4 + (8 + cursorBytes) + (4 + 8) + 1;
  const bytes = Buffer.allocUnsafe(total);
  let at = bytes.writeInt32LE(total, 0);
  at = named(bytes, at, 0x03, "cursor");
  at = bytes.writeInt32LE(cursorBytes, at);
  at = named(bytes, at, 0x04, field);
  at = bytes.writeInt32LE(arrayBytes, at);
  for (const [index, document] of documents.entries()) {
    at = named(bytes, at, 0x03, String(index));
    bytes.set(document, at);
    at += document.length;
  }
  at = bytes.writeUInt8(0, at);
  at = named(bytes, at, 0x12, "id");
  at = bytes.writeBigInt64LE(id, at);
  at = named(bytes, at, 0x02, "ns");
  at = bytes.writeInt32LE(namespaceBytes + 1, at);
  at += bytes.write(namespace, at, "utf8");
  at = bytes.writeUInt8(0, at);
  at = bytes.writeUInt8(0, at);
  at = named(bytes, at, 0x01, "ok");
  at = bytes.writeDoubleLE(1, at);
  bytes.writeUInt8(0, at);
  return bytes;
}

function named(bytes: Buffer, start: number, type: number, name: string): number {
  let at = bytes.writeUInt8(type, start);
  at += bytes.write(name, at, "latin1");
  return bytes.writeUInt8(0, at);
}
