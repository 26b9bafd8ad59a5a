import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { DefaultTheme } from "vitepress";

/** The folder of the documentation. */
const docs = fileURLToPath(new URL("..", import.meta.url));

/** The languages that the pages are written in. */
export type Language = "en" | "vi";

/** The chapters of `docs/README.md` in Vietnamese. */
export const vietnameseChapters: Readonly<Record<string, string>> = {
  "Start here": "Bắt đầu",
  "For marketers": "Cho người làm marketing",
  "For agents": "Cho nhân viên trực chat",
  Channels: "Các kênh",
  Helpdesks: "Hệ thống hỗ trợ khách hàng",
  "For operators": "Cho người vận hành",
  "For developers": "Cho lập trình viên",
};

/**
 * Returns the sidebar of a language. `docs/README.md` is the one list: its headings are the chapters, its links the pages; each page's own heading is its title.
 * A page that is not translated yet is left out.
 */
export function chaptersOf(language: Language): DefaultTheme.SidebarItem[] {
  const guide = readFileSync(`${docs}README.md`, "utf8");
  return guide
    .split(/^## /m)
    .slice(1)
    .map((part) => {
      const heading = part.slice(0, part.indexOf("\n")).trim();
      return {
        text: language === "vi" ? (vietnameseChapters[heading] ?? heading) : heading,
        collapsed: false,
        items: pagesIn(part).flatMap((page) => itemOf(language, page)),
      };
    });
}

/** Lists the pages that a chapter links, without folder and ending: `channels/zalo`. */
function pagesIn(chapter: string): string[] {
  const linked = [...chapter.matchAll(/\]\(en\/([^)#\s]+)\.md\)/g)].map(([, page]) => String(page));
  return [...new Set(linked)];
}

function itemOf(language: Language, page: string) {
  const path = `${docs}${language}/${page}.md`;
  if (!existsSync(path)) {
    return [];
  }
  const [, title = page] = /^# (.+)$/m.exec(readFileSync(path, "utf8")) ?? [];
  return [{ text: title, link: page === "index" ? `/${language}/` : `/${language}/${page}` }];
}
