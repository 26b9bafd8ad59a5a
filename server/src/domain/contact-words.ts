import type { ContactDoc } from "./contact-doc.ts";
import { numberWords, searchWords } from "./search-words.ts";

/** A contact keeps no more search words than this. */
const mostWords = 100;
/** The most words that one field gives. */
const mostOfOneField = 20;

/** The words by which a contact is found: names, e-mail, phone and addresses on channels. */
export function contactWords(
  contact: Pick<
    ContactDoc,
    "name" | "firstName" | "lastName" | "email" | "phone" | "tags" | "identities"
  >,
): string[] {
  const { name, firstName, lastName, email, phone, tags, identities } = contact;
  const addresses = identities.map((it) => it.address);
  const words = [
    ...[name, firstName, lastName, email].flatMap(wordsOf),
    ...[phone, ...addresses].flatMap((it) => [...numberWords(it), ...wordsOf(it)]),
    ...tags.flatMap(wordsOf),
  ];
  return [...new Set(words)].slice(0, mostWords);
}

function wordsOf(text: string): string[] {
  return searchWords(text).slice(0, mostOfOneField);
}
