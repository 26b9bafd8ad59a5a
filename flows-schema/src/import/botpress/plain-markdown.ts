import type { LogLine } from "../import-log.ts";

/** Writes Markdown as plain text: marks are dropped, a link becomes its label and the address. */
export function plainMarkdown(text: string, line: LogLine): string {
  const linked = text.replace(/\[([^\]\n]+)\]\(([^)\s]+)\)/g, (_, label: string, url: string) => {
    if (label === url) {
      return url;
    }
    line.note("links");
    return `${label} (${url})`;
  });
  const plain = linked
    .replace(/(\*\*|__)(?=\S)([^\n]*?\S)\1/g, "$2")
    .replace(/(?<![\w*])\*(?=\S)([^*\n]*?[^\s*])\*(?![\w*])/g, "$1")
    .replace(/(?<![\w{.])_(?=\S)([^_\n]*?[^\s_])_(?![\w}.])/g, "$1")
    .replace(/^#{1,6} +/gm, "");
  if (plain !== linked) {
    line.note("formatting");
  }
  return plain;
}
