/** A longer word counts as this beginning of it. */
const longestWord = 24;

/** Letters that Unicode does not take apart into a base letter and a mark. */
const plainLetters: Readonly<Record<string, string>> = {
  đ: "d",
  ð: "d",
  ø: "o",
  ł: "l",
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ı: "i",
  þ: "th",
};
/** Scripts that write without spaces between words. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/** Marks above and below Latin, Greek and Cyrillic letters; in other scripts a mark can make another letter. */
const accents = /[\u0300-\u036f]/g;

/** Splits a text into its words, without case and accents. Vietnamese words are syllables. Unspaced scripts give pairs of characters. */
export function foldWords(text: string): string[] {
  return (fold(text).match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).flatMap(piecesOf);
}

function fold(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(accents, "")
    .replace(/[đðøłßæœıþ]/g, (letter) => plainLetters[letter] ?? letter)
    .normalize("NFC");
}

/** Where words are not separated, each pair of neighbouring characters is one. */
function piecesOf(word: string): string[] {
  if (!unspaced.test(word)) {
    return [word.slice(0, longestWord)];
  }
  const characters = [...word];
  if (characters.length < 2) {
    return [word];
  }
  return characters.slice(1).map((it, index) => `${characters[index]}${it}`);
}
