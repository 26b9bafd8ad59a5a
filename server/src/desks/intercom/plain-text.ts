import { htmlToText } from "../../channels/html-to-text.ts";

/** The words of a body and the pictures in it. Intercom writes HTML in its API, and plain text in newer webhooks. */
export function plainText(body: string): {
  readonly words: string;
  readonly pictures: readonly string[];
} {
  if (!/^\s*<[a-z][\s\S]*>\s*$/i.test(body)) {
    return { words: body.trim(), pictures: [] };
  }
  const pictures = [...body.matchAll(/<img\b[^>]*?\bsrc="([^"]+)"/gi)].map(([, url = ""]) =>
    url.replaceAll("&amp;", "&"),
  );
  return { words: htmlToText(body, false).text.trim(), pictures };
}
