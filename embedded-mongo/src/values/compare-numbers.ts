import { compareExact, exactDouble, exactNumber, toDouble } from "./numbers.ts";

/** Compares two numeric values of any types exactly. NaN comes before all other numbers. */
export function compareNumbers(a: unknown, b: unknown): number {
  const left = exactDouble(a) ?? exactNumber(a);
  const right = exactDouble(b) ?? exactNumber(b);
  if (typeof left === "number" && typeof right === "number") {
    return compareDoubles(left, right);
  }
  const [one, other] = [exactNumber(a), exactNumber(b)];
  if (typeof one !== "number" && typeof other !== "number") {
    return compareExact(one, other);
  }
  // One is NaN or infinite, so any finite number may stand for the other.
  return compareDoubles(typeof one === "number" ? one : 0, typeof other === "number" ? other : 0);
}

function compareDoubles(a: number, b: number): number {
  if (a < b) {
    return -1;
  }
  if (a > b) {
    return 1;
  }
  if (a === b) {
    return 0;
  }
  return Number.isNaN(a) ? (Number.isNaN(b) ? 0 : -1) : 1;
}

/** Says whether a value is a double or decimal NaN. */
export function isNaNValue(value: unknown): boolean {
  return Number.isNaN(toDouble(value));
}
