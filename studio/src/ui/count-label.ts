/** The server counts no further than this. */
const most = 1_000;

/** A count as it is shown: `12`, or `999+` where there are more than anyone counts. */
export function countLabel(count: number): string {
  return count < most ? String(count) : `${most - 1}+`;
}
