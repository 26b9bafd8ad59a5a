/** Returns the anchor of a heading as GitHub makes it, so that a link works there and on the site; letters keep their accents. */
export function anchorOf(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");
}
