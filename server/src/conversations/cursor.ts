import { Invalid } from "../errors.ts";

/** A cursor for a list that is ordered by one number. */
export function writeCursor(position: number): string {
  return Buffer.from(String(position)).toString("base64url");
}

/** The number in a cursor; undefined without one. */
export function readCursor(cursor: string | undefined): number | undefined {
  if (cursor === undefined) return undefined;
  const position = Number(Buffer.from(cursor, "base64url").toString());
  if (!Number.isFinite(position)) {
    throw new Invalid("request.cursor", "The cursor is not one that a list of ours gave", [
      { at: "/cursor", message: "must be the `next` of an earlier page" },
    ]);
  }
  return position;
}
