/** A text as people mean it: without case, surrounding or doubled spaces, in one Unicode form. */
export function foldText(text: string): string {
  return text.normalize("NFC").toLowerCase().replace(/\s+/gu, " ").trim();
}

/** A folded text without accents, so that "gia" is found where "giá" is meant. */
export function foldAccents(folded: string): string {
  return folded
    .normalize("NFD")
    .replace(/\p{Mn}+/gu, "")
    .replace(/đ/g, "d")
    .normalize("NFC");
}

/** Letters and digits only: what is left of "✅ Yes!" when someone types it. */
export function foldWords(folded: string): string {
  return foldAccents(folded)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
