/** Returns a name as names are compared: without regard to case, form of letters and spaces around it. */
export function nameKey(name: string): string {
  return name.normalize("NFC").trim().replace(/\s+/g, " ").toLowerCase();
}
