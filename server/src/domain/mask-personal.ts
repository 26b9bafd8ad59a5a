const email = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}/giu;
/** Thirteen to nineteen digits, as cards have them, with blanks or dashes between. */
const card = /(?<![\p{L}\p{N}])\d(?:[ -]?\d){12,18}(?![\p{L}\p{N}])/gu;
/** At least eight digits, perhaps with a plus sign, blanks, dots, dashes or brackets. */
const phone = /(?<![\p{L}\p{N}])(?:\+|00)?\d(?:[ .()-]{0,2}\d){7,14}(?![\p{L}\p{N}])/gu;

/** Replaces e-mail addresses, card numbers and phone numbers in a text. */
export function maskPersonal(text: string): string {
  return text.replace(email, "[e-mail]").replace(card, "[card number]").replace(phone, "[phone]");
}
