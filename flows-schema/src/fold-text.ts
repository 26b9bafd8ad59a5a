/**
 * Folds what people do not mean to distinguish: case, width, surrounding or doubled spaces, invisible characters, and the script of
 * digits. The result is in Unicode form NFKC.
 */
export function foldText(text: string): string {
  return foldCase(foldDigits(text.normalize("NFKC").replace(invisible, "")))
    .replace(/\s+/gu, " ")
    .trim();
}

/** Format characters such as zero-width spaces, and marks that only choose how an emoji is drawn. */
const invisible = /\p{Cf}|\uFE0E|\uFE0F|\u20E3/gu;

/** Both ways through upper case, so that ß equals ss and Turkish İ and ı equal i. */
function foldCase(text: string): string {
  return text
    .toUpperCase()
    .toLowerCase()
    .replace(/i\u0307/g, "i")
    .replace(/ς/g, "σ")
    .normalize("NFC");
}

/** Writes the digits of every script (٢٥, ২৫, २५) as 0 to 9. */
export function foldDigits(text: string): string {
  return text.replace(/(?![0-9])\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) as number;
    const low = code % 16;
    // Unicode starts a script's digits at a multiple of 16, or 6 after one.
    const fromStart = low < 10 && /\p{Nd}/u.test(String.fromCodePoint(code - low));
    return String(fromStart ? low : low - 6);
  });
}

/**
 * Drops accents from a folded text, so that "gia" matches "giá". Marks that make another letter stay: Indic and Thai vowel
 * signs, kana voicing marks, the breve of Cyrillic й.
 */
export function foldAccents(folded: string): string {
  return folded
    .normalize("NFD")
    .replace(/([\p{Script=Latin}\p{Script=Greek}])\p{Mn}+/gu, "$1")
    .replace(/е\u0308/g, "е")
    .replace(/([\p{Script=Cyrillic}])[\u0300\u0301]/gu, "$1")
    .replace(/[\u0591-\u05C7\u064B-\u0652\u0670\u0640]/g, "")
    .replace(/ا[\u0653-\u0655]/g, "ا")
    .replace(/đ/g, "d")
    .replace(/ł/g, "l")
    .replace(/ø/g, "o")
    .normalize("NFC");
}

/** Keeps only letters, digits and their marks of a folded text: "✅ yes!" becomes "yes". */
export function foldWords(folded: string): string {
  return folded.replace(/[^\p{L}\p{N}\p{Mn}\p{Mc}]+/gu, " ").trim();
}

/** Keeps, beside words, the signs that a keyword can consist of: "/start", "c++", "#promo", "👍". */
export function foldSigns(folded: string): string {
  return folded
    .replace(/[\p{P}\p{Z}]/gu, (sign) => (keywordSigns.test(sign) ? sign : " "))
    .replace(/ +/g, " ")
    .trim();
}

const keywordSigns = /[#%&+/@\\]/;

/**
 * Folds a keyword to the form in which two keywords are the same one; empty where nothing of it can match. A keyword without
 * signs of its own is compared by its words only.
 */
export function foldKeyword(keyword: string): string {
  const folded = foldText(keyword);
  const signs = foldSigns(folded) || folded;
  const words = foldWords(folded);
  return foldWords(signs) === signs ? words : signs;
}
