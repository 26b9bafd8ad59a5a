/** An address that a page may link to; undefined for `javascript:`, `data:` and the like, which messages may carry. */
export function safeAddress(url: string): string | undefined {
  return /^(https?|mailto|tel):/i.test(url) ? url : undefined;
}
