/** Whole numbers by name. Names are safe as fields of the store; see `countName`. */
export type Counts = Readonly<Record<string, number>>;

/** Returns the name of a count. Its parts may contain anything. */
export function countName(...parts: readonly string[]): string {
  return parts.map(encodePart).join(":");
}

/** Returns the parts of a count's name. */
export function partsOf(name: string): readonly string[] {
  return name.split(":").map(decodeURIComponent);
}

/** Adds to a count, `by` 1 unless given. */
export function count(counts: Record<string, number>, name: string, by = 1): void {
  counts[name] = (counts[name] ?? 0) + by;
}

/** Adds all counts to a sum, or subtracts them with the factor -1. */
export function addCounts(sum: Record<string, number>, counts: Counts, factor: 1 | -1 = 1): void {
  for (const name in counts) {
    sum[name] = (sum[name] ?? 0) + factor * (counts[name] ?? 0);
  }
}

/** Adds up the counts of a kind, such as `failed` of every step. */
export function sumOfKind(counts: Counts, kind: string): number {
  return Object.entries(counts).reduce(
    (sum, [name, count]) => sum + (name.startsWith(`${kind}:`) ? count : 0),
    0,
  );
}

const special = /[%.$:\0]/;
const everySpecial = /[%.$:\0]/g;

/** Dots and dollars mean something to the store, and colons separate parts. */
function encodePart(part: string): string {
  // Most parts are plain: a search costs a fraction of a replacement.
  if (!special.test(part)) {
    return part;
  }
  return part.replace(everySpecial, (it) => `%${it.charCodeAt(0).toString(16).padStart(2, "0")}`);
}
