import { collectSections } from "./collect-sections.ts";
import type { ReadDocument } from "./section.ts";

/** Reads Markdown by its headings. Links keep their words, code its lines. Without headings this reads plain text. */
export function readMarkdown(text: string): ReadDocument {
  const collector = collectSections();
  let title = "";
  let fence = "";
  const lines = text
    .replace(/^\ufeff/, "")
    .replace(/\r\n?/g, "\n")
    .split("\n");
  const bare = lines[0]?.trim() === "---" ? lines.slice(lines.indexOf("---", 1) + 1) : lines;
  for (const [index, line] of bare.entries()) {
    const mark = /^\s{0,3}(```+|~~~+)/.exec(line)?.[1] ?? "";
    if (mark !== "" && (fence === "" || mark.startsWith(fence))) {
      fence = fence === "" ? mark : "";
      continue;
    }
    const heading = fence === "" ? headingOf(line, bare[index + 1] ?? "") : undefined;
    if (heading) {
      title ||= heading.text;
      collector.heading(heading.level, heading.text);
    } else if (fence !== "" || !/^\s{0,3}(=+|-{3,})\s*$/.test(line)) {
      collector.line(fence === "" ? plainLine(line) : line);
    }
  }
  return { title, sections: collector.sections(), links: [] };
}

function headingOf(
  line: string,
  next: string,
): { readonly level: number; readonly text: string } | undefined {
  const [, marks = "", words = ""] = /^\s{0,3}(#{1,6})\s+(.+?)(?:\s+#+)?\s*$/.exec(line) ?? [];
  if (marks !== "") {
    return { level: marks.length, text: plainLine(words) };
  }
  const underlined = /^\s{0,3}(=+|-+)\s*$/.exec(next)?.[1] ?? "";
  return underlined.length > 2 && /^\s{0,3}[^\s>|*+-]/.test(line)
    ? { level: underlined.startsWith("=") ? 1 : 2, text: plainLine(line) }
    : undefined;
}

function plainLine(line: string): string {
  return line
    .replace(/!\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/\[([^\]]+)\]\([^)]*\)/g, "$1")
    .replace(/(\*\*|__|`)(.+?)\1/g, "$2")
    .replace(/^\s*>\s?/, "");
}
