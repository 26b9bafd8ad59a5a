/** A word that asks for suggestions: what was typed after its sign, and where it stands. */
export interface AskingWord {
  readonly typed: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Finds the word before the caret that begins with a sign: `/` for canned replies, `@` for members. The sign stands at the beginning or
 * after a space, so that addresses and dates ask for nothing.
 */
export function wordAt(text: string, caret: number, sign: "/" | "@"): AskingWord | undefined {
  const before = text.slice(0, caret);
  const start = before.lastIndexOf(sign);
  if (start === -1 || (start > 0 && !/\s/.test(before[start - 1] ?? ""))) {
    return undefined;
  }
  const typed = before.slice(start + 1);
  return /[\s/@]/.test(typed) ? undefined : { typed, start, end: caret };
}
