/** The largest count that the server gives. */
const most = 1_000;

/** Formats a count: `12`, or `999+` above the maximum. */
export function countLabel(count: number): string {
  return count < most ? String(count) : `${most - 1}+`;
}
