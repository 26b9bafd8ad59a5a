import type { ForwardRequest } from "./desk.ts";

/** Writes a forwarded message as text: with the name of its author unless the contact or nobody wrote it, and a file's address if it is given. */
export function forwardedWords(
  { author, authorName, text }: ForwardRequest,
  fileUrl: string | undefined,
): string {
  const words = [text, fileUrl ?? ""].filter((it) => it !== "").join("\n");
  return author === "contact" || author === "note" ? words : `${authorName}: ${words}`;
}
