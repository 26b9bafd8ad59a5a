/** Scripts that write without spaces or add endings to words, so that the ends of words are unknown. */
const withoutBorders =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}ー]/u;
const letter = /[\p{L}\p{N}\p{Mn}\p{Mc}]/u;

/** Tells whether a folded text contains a phrase as whole words: "no" is in "oh no", not in "know". */
export function containsWords(text: string, phrase: string): boolean {
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
    if (
      borderBetween(text.slice(0, at), phrase) &&
      borderBetween(phrase, text.slice(at + phrase.length))
    ) {
      return true;
    }
  }
  return false;
}

function borderBetween(before: string, after: string): boolean {
  const left = [...before.slice(-2)].at(-1) ?? "";
  const right = String.fromCodePoint(after.codePointAt(0) ?? 32);
  if (!letter.test(left) || !letter.test(right)) {
    return true;
  }
  return withoutBorders.test(left) || withoutBorders.test(right);
}
