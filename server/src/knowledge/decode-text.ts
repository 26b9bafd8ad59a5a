/**
 * Decodes a text: a byte order mark says most, then the given character set, then what an HTML page says about itself. Otherwise it is
 * UTF-8, or Windows-1252 if it cannot be UTF-8.
 */
export function decodeText(bytes: Uint8Array, charset = ""): string {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 2_048));
  const named = charset || (/<meta[^>]+charset\s*=\s*["']?([\w.:-]+)/i.exec(head)?.[1] ?? "");
  const candidates = [markedBy(bytes), named, "utf-8"].filter((it) => it !== "");
  for (const name of candidates) {
    try {
      return new TextDecoder(name, { fatal: true }).decode(bytes);
    } catch {
      // Not this one; the next may fit.
    }
  }
  return new TextDecoder("windows-1252").decode(bytes);
}

function markedBy(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) {
    return "utf-16le";
  }
  return first === 0xfe && second === 0xff ? "utf-16be" : "";
}
