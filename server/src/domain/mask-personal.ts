const email = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}/giu;
/** Thirteen to nineteen digits, as cards have them, with blanks or dashes between. */
const card = /(?<![\p{L}\p{N}])\d(?:[ -]?\d){12,18}(?![\p{L}\p{N}])/gu;
/** At least eight digits, perhaps with a plus sign, blanks, dots, dashes or brackets. */
const phone = /(?<![\p{L}\p{N}])(?:\+|00)?\d(?:[ .()-]{0,2}\d){7,14}(?![\p{L}\p{N}])/gu;

/** Replaces e-mail addresses, card numbers and phone numbers in a text. */
export function maskPersonal(text: string): string {
  return text.replace(email, "[e-mail]").replace(card, "[card number]").replace(phone, "[phone]");
}

/** Masks texts with numbered marks, the same mark for the same value, and gives the function that puts the values back. */
export function maskReversibly(texts: readonly string[]): {
  readonly masked: readonly string[];
  readonly restore: (text: string) => string;
} {
  const marks = new Map<string, string>();
  const mark = (name: string) => (value: string) => {
    const known = marks.get(value) ?? `[${name} ${marks.size + 1}]`;
    marks.set(value, known);
    return known;
  };
  const masked = texts.map((it) =>
    it
      .replace(email, mark("e-mail"))
      .replace(card, mark("card number"))
      .replace(phone, mark("phone")),
  );
  const restore = (text: string) =>
    [...marks].reduce((rest, [value, known]) => rest.replaceAll(known, () => value), text);
  return { masked, restore };
}
