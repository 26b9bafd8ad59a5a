import { foldText } from "@chatloom/flows-schema";
import { ratingRange } from "../answer-options.ts";

/** Reads a rating: "4", "4/5", "４", "4 stars", "4 out of 5", "⭐⭐⭐⭐". Undefined outside the range. */
export function readRating(text: string, minimum?: number, maximum?: number): number | undefined {
  const { least, most } = ratingRange(minimum, maximum);
  const folded = foldText(text);
  const stars = /^[⭐★\s]+$/u.test(folded) ? [...folded.matchAll(/[⭐★]/gu)].length : undefined;
  const digits =
    /^[^\p{L}\p{N}]*(\d{1,3})(?:\s*(?:\/|out of|of|von|sur|de|trên)\s*\d+)?(?:[\s⭐★]*\p{L}[\p{L}\p{M}]*)?[^\p{L}\p{N}]*$/u.exec(
      folded,
    )?.[1];
  const value = stars ?? Number(digits);
  return value >= least && value <= most ? value : undefined;
}
