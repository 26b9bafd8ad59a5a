import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { vietnameseChapters } from "../../docs/.vitepress/contents.ts";

const docs = resolve(import.meta.dirname, "../../docs");
const pagesOf = (language: string) =>
  readdirSync(join(docs, language), { recursive: true, encoding: "utf8" })
    .filter((it) => it.endsWith(".md"))
    .map((it) => it.replaceAll("\\", "/"))
    .sort();
const english = pagesOf("en");
const vietnamese = pagesOf("vi");
const read = (language: string, page: string) => readFileSync(join(docs, language, page), "utf8");

/** Pages that wait for their translation. Take a page out when it is translated; add none. */
const untranslated: readonly string[] = [];

test("every page is there in both languages", () => {
  expect(english.filter((it) => !vietnamese.includes(it))).toEqual(untranslated);
  expect(vietnamese.filter((it) => !english.includes(it))).toEqual([]);
});

describe.each(vietnamese)("%s", (page) => {
  test("has the same headings, tables, code and pictures in both languages", () => {
    expect(shapeOf(read("vi", page), "vi")).toEqual(shapeOf(read("en", page), "en"));
  });
});

test("the chapters of the list have Vietnamese names", () => {
  const guide = readFileSync(join(docs, "README.md"), "utf8");
  const chapters = [...guide.matchAll(/^## (.+)$/gm)].map(([, it]) => it);
  expect(chapters).toEqual(Object.keys(vietnameseChapters));
});

/** Lists what both languages must share, in order: levels of headings, rows of tables, code blocks, list items and pictures. */
function shapeOf(text: string, language: string): string[] {
  const parts = text.replace(/^( *)```(\w*)\n[\s\S]*?^\1```$/gm, "code $2").split("\n");
  return parts.flatMap((line) => {
    const [, heading] = /^(#+) /.exec(line) ?? [];
    const [, picture] = /^!\[.*\]\((.*)\)$/.exec(line) ?? [];
    if (heading !== undefined) {
      return [`heading ${heading.length}`];
    }
    if (picture !== undefined) {
      return [`picture ${picture.replace(`/${language}/`, "/")}`];
    }
    if (line.startsWith("|")) {
      return [`row of ${line.split(/(?<!\\)\|/).length - 2}`];
    }
    return line.startsWith("code ") ? [line] : [];
  });
}
