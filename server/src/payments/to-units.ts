/** Converts an amount to the provider's smallest units; undefined where it has more decimals than these. */
export function toUnits(amount: number, digits: number): number | undefined {
  const scaled = amount * 10 ** digits;
  const units = Math.round(scaled);
  return Number.isSafeInteger(units) && Math.abs(scaled - units) < 1e-4 ? units : undefined;
}
