/** The text in at most `max` UTF-16 units, without half a character at the end; what is cut shows as "…". */
export function cutText(text: string, max: number): string {
  if (text.length <= max) {
    return text;
  }
  const cut = text.slice(0, max - 1);
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

/** The text in at most `max` UTF-8 bytes, without half a character at the end. */
export function cutBytes(text: string, max: number): string {
  let kept = "";
  let bytes = 0;
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > max) {
      break;
    }
    kept += character;
  }
  return kept;
}
