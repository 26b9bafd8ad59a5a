import { foldDigits } from "@chatloom/flows-schema";

const thumbUp = "👍";
const thumbDown = "👎";

/** Reads a rating that a contact typed: a number from 1 to 5, stars, or a thumb. Undefined where the text says anything else. */
export function readRating(text: string, scale: "five" | "thumbs"): number | undefined {
  const plain = foldDigits(text.normalize("NFKC"))
    .replace(/[\u{1f3fb}-\u{1f3ff}\u{fe0f}]/gu, "")
    .trim();
  if (scale === "thumbs") {
    return plain === thumbUp ? 5 : plain === thumbDown ? 1 : undefined;
  }
  const [, digit, stars] =
    /^(?:([1-5])\s*(?:\/\s*5|★|⭐|stars?|sao)?|([★⭐]{1,5}))[\s.!]*$/iu.exec(plain) ?? [];
  if (digit !== undefined) {
    return Number(digit);
  }
  return stars === undefined ? undefined : [...stars].length;
}
