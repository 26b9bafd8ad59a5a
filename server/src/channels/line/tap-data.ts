/** The most characters that LINE takes as a postback's data. */
const longest = 300;

/**
 * Writes the data of a button: its payload and, on a second line, its label. LINE returns the data only, and agents want to see what
 * was tapped. Undefined where the payload alone is too long.
 */
export function tapData(payload: string, label: string): string | undefined {
  const both = `${payload}\n${label}`;
  if (both.length <= longest) {
    return both;
  }
  return payload.length <= longest ? payload : undefined;
}

/** Reads the data of a button. Buttons made elsewhere, such as those of a rich menu, have a payload only. */
export function readTapData(data: string): { readonly payload: string; readonly label?: string } {
  const end = data.lastIndexOf("\n");
  return end > 0 && end < data.length - 1
    ? { payload: data.slice(0, end), label: data.slice(end + 1) }
    : { payload: data };
}
