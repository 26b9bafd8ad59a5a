let known: ReadonlySet<string> | undefined;

/** Tells whether a text is the code of a currency (ISO 4217), in capital letters. */
export function isCurrency(code: string): boolean {
  known ??= new Set(Intl.supportedValuesOf("currency"));
  return known.has(code);
}

/** Returns how many decimals an amount of a currency can have: 2 for USD, 0 for VND. */
export function currencyDigits(code: string): number {
  const format = new Intl.NumberFormat("en", { style: "currency", currency: code });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}

/**
 * Reads an amount in plain digits: `50000`, `12.50`. Undefined if it is no such number, is not above zero, or has more decimals than
 * the currency. Grouped digits are refused: `50.000` means fifty to some and fifty thousand to others.
 */
export function readPlainAmount(text: string, currency: string): number | undefined {
  const [, digits, decimals = ""] = /^\s*(\d{1,13})(?:\.(\d{1,4}))?\s*$/.exec(text) ?? [];
  if (digits === undefined || decimals.length > currencyDigits(currency)) {
    return undefined;
  }
  const value = Number(`${digits}.${decimals}`);
  return isAmount(value, currency) ? value : undefined;
}

const highestAmount = 1_000_000_000_000;

/** Tells whether a number can be paid in a currency. */
export function isAmount(value: number, currency: string): boolean {
  if (!(value > 0 && value <= highestAmount)) {
    return false;
  }
  const scaled = value * 10 ** currencyDigits(currency);
  return Math.abs(scaled - Math.round(scaled)) < 1e-4;
}
