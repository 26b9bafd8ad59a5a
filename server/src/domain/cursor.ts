import { Invalid } from "../context/errors.ts";

/** Where a page ended of a list that goes by moments, newest first: at which, and what was shown of that moment. */
export interface ListPlace {
  readonly moment: number;
  readonly shown: readonly string[];
}

/** The known fields of each line of a page. */
interface Line {
  readonly id: string;
  readonly moment: number;
}

/** A cursor for what comes after a page; `before` is the cursor's place by which the page was asked for. */
export function writeCursor(page: readonly Line[], before: ListPlace | undefined): string {
  const moment = page.at(-1)?.moment ?? 0;
  const here = page.filter((it) => it.moment === moment).map((it) => it.id);
  const shown = before?.moment === moment ? [...before.shown, ...here] : here;
  return Buffer.from(JSON.stringify([moment, ...shown])).toString("base64url");
}

/** The place in a cursor; undefined without one. */
export function readCursor(cursor: string | undefined): ListPlace | undefined {
  if (cursor === undefined) {
    return undefined;
  }
  const [moment, ...shown] = parsed(Buffer.from(cursor, "base64url").toString());
  if (typeof moment !== "number" || !shown.every((it) => typeof it === "string")) {
    throw new Invalid("request.cursor", "The cursor is not one that a list of ours gave", [
      { at: "/cursor", message: "must be the `next` of an earlier page" },
    ]);
  }
  return { moment, shown };
}

/** The filter for what comes after a place: several may have the same moment, on both sides of a page's end. */
export function after(field: string, place: ListPlace | undefined): Record<string, unknown> {
  return place ? { [field]: { $lte: place.moment }, _id: { $nin: [...place.shown] } } : {};
}

function parsed(text: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
