import { foldWords } from "@chatloom/runtime";

/** A longer word is found by this beginning of it. */
const longestWord = 24;
/** How many terms of a search count. */
const mostTerms = 8;

/** The words of a text as they are stored for search: without case and accents, each once, in their order. */
export function searchWords(text: string): string[] {
  return [...new Set(foldWords(text))];
}

/** The words by which a phone number or a numeric address is found: its digits, also without the country code. */
export function numberWords(text: string): string[] {
  const digits = digitsOf(text);
  if (digits === undefined) {
    return [];
  }
  const most = Math.min(5, digits.length - 4);
  return Array.from({ length: most + 1 }, (_, from) => digits.slice(from, from + longestWord));
}

/** Splits a search into terms; each must be the beginning of a word. A number typed with blanks is one term. */
export function searchTerms(search: string): string[] {
  const digits = digitsOf(search);
  if (digits !== undefined) {
    return [digits.replace(/^0+/, "").slice(0, longestWord)];
  }
  return searchWords(search)
    .sort((a, b) => b.length - a.length)
    .slice(0, mostTerms);
}

/** The values between which the words lie that begin with a term, as a condition on one element of a list of words. */
export function beginsWith(term: string): { readonly $elemMatch: object } {
  return { $elemMatch: { $gte: term, $lt: `${term}\u{10ffff}` } };
}

/** The digits of a text that is nothing but a number of at least four of them. */
function digitsOf(text: string): string | undefined {
  if (!/^[\d\s()+./-]+$/.test(text)) {
    return undefined;
  }
  const digits = text.replace(/\D/g, "");
  return digits.length >= 4 ? digits : undefined;
}
