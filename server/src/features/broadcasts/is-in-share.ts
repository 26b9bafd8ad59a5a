import { derivedId } from "../../store/derived-id.ts";

/** Draws by a text: the same text always gives the same answer, and of many texts `percent` of a hundred are in. */
export function isInShare(text: string, percent: number): boolean {
  return Number.parseInt(derivedId(text).slice(0, 12), 16) / 2 ** 48 < percent / 100;
}
