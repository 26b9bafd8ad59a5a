/** The content of one line of a menu setting. */
export interface MenuLine {
  readonly title: string;
  /** A web address to open, or the payload of a tap. */
  readonly target: string;
}

/** Reads a menu setting: a title to a line, and after "=" what it leads to. A title alone is its own payload. */
export function readMenuLines(setting: string): readonly MenuLine[] {
  return setting
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => {
      const at = line.indexOf("=");
      const title = (at < 0 ? line : line.slice(0, at)).trim();
      const target = at < 0 ? title : line.slice(at + 1).trim();
      return { title, target };
    });
}

/** Says what is wrong with the lines of a menu; undefined where nothing is. */
export function menuFlaw(
  setting: string,
  { lines: most, title }: { readonly lines: number; readonly title: number },
): string | undefined {
  const lines = readMenuLines(setting);
  if (lines.length > most) {
    return `must have at most ${most} lines, but has ${lines.length}`;
  }
  const incomplete = lines.find((it) => it.title === "" || it.target === "");
  if (incomplete) {
    return `must have a title before "=" and an address or payload after it in each line`;
  }
  const long = lines.find((it) => it.title.length > title);
  if (long) {
    return `must have titles of at most ${title} characters, but “${long.title}” has ${long.title.length}`;
  }
  const wordy = lines.find((it) => it.target.length > 1_000);
  return wordy && `must have payloads of at most 1000 characters, but “${wordy.title}” has more`;
}
