import { foldAccents, foldDigits, foldText } from "@chatloom/flows-schema";
import { parseExactNumber } from "../parse-number.ts";

const number = /[-−–+]?(?:\d{1,3}(?:[\s'’]\d{3})+(?!\d)|\d+(?:[.,٬_'’]\d+)*)(?:[.,]\d+)?/gu;

/** The factors of number words, with accents folded. */
const multipliers: ReadonlyMap<string, number> = new Map([
  ...powers(1e3, "k thousand nghin ngan tausend mil mille হাজার हजार"),
  ...powers(1e5, "lakh lakhs লাখ लाख"),
  ...powers(1e6, "tr trieu million millions mio mln millionen millon millones milhao milhoes"),
  ...powers(1e7, "crore crores কোটি करोड़"),
  ...powers(1e9, "ty billion billions bn milliard milliards milliarde milliarden"),
]);

/**
 * Reads the one number in an answer, with the words and signs around it: "21 years", "$1,200", "about 3", "2 triệu". Undefined where
 * there is none or more than one. A whole number too big to be exact stays a text.
 */
export function readAmount(text: string, language: string): number | string | undefined {
  const plain = foldDigits(
    text
      .normalize("NFKC")
      .replace(/\p{Cf}/gu, "")
      .replace(/٫/g, "."),
  ).trim();
  const whole = parseExactNumber(plain, language);
  if (whole !== undefined) {
    return whole;
  }
  const found = [...plain.matchAll(number)];
  const [match] = found;
  if (!match || found.length > 1) {
    return undefined;
  }
  const before = plain.slice(0, match.index);
  const after = plain.slice(match.index + match[0].length);
  if (!startsFreely(before) || /^[\d:/.,]*\d/u.test(after)) {
    return undefined;
  }
  const value = parseExactNumber(signOf(before, match[0]), language);
  const factor = multipliers.get(firstWord(after));
  if (factor === undefined) {
    return value;
  }
  return typeof value === "number" ? Math.round(value * factor * 1e6) / 1e6 : undefined;
}

/** Tells whether a number is not part of a word such as "v2"; a currency may come right before it. */
function startsFreely(before: string): boolean {
  const word = /[\p{L}\p{M}\p{N}]+$/u.exec(before)?.[0] ?? "";
  return word === "" || /^(?:[A-Z]{3}|rs|tk|kr|r|us|usd|eur|vnd)$/i.test(word);
}

/** Tells whether a hyphen is a sign: after a word or digit it is not. */
function signOf(before: string, found: string): string {
  return /[\p{L}\p{N}]$/u.test(before) ? found.replace(/^[-−–+]/, "") : found;
}

function firstWord(after: string): string {
  return foldAccents(foldText(/^\s*([\p{L}\p{M}]+)/u.exec(after)?.[1] ?? ""));
}

function powers(factor: number, words: string): [string, number][] {
  return words.split(" ").map((word) => [foldAccents(foldText(word)), factor]);
}
