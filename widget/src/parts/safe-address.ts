/** Returns an address that a page may link to; undefined for `javascript:`, `data:` and similar ones in messages. */
export function safeAddress(url: string): string | undefined {
  return /^(https?|mailto|tel):/i.test(url) ? url : undefined;
}
