/** Writes a number as Zalo takes it: digits with the country code, 84 for one that begins with 0. */
export function dialableDigits(phone: string): string {
  const digits = phone.replace(/\D/g, "");
  return digits.startsWith("00") ? digits.slice(2) : digits.replace(/^0/, "84");
}
