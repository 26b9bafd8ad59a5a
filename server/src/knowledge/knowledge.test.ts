import { indexTexts } from "@chatloom/runtime";
import { describe, expect, test } from "vitest";
import { rankPassages } from "./rank-passages.ts";
import { readSitemap } from "./read-sitemap.ts";
import { readRobots } from "./robots-rules.ts";
import { splitSections } from "./split-sections.ts";
import { packVector, similarity } from "./vectors.ts";

describe("passages", () => {
  test("are about a thousand characters, under their headings, and lose nothing", () => {
    const sentence = "Mỗi đơn hàng được giao trong hai ngày làm việc. ";
    const text = [sentence.repeat(80).trim(), "Short.", "x".repeat(4_000)].join("\n\n");
    const passages = splitSections([{ headings: ["Giao hàng"], text }]);
    expect(Math.max(...passages.map((it) => it.text.length))).toBeLessThanOrEqual(1_500);
    expect(passages.length).toBeLessThan(12);
    expect(
      passages
        .map((it) => it.text)
        .join("")
        .replace(/\s/g, ""),
    ).toBe(text.replace(/\s/g, ""));
    expect(passages.every((it) => it.headings[0] === "Giao hàng")).toBe(true);
  });
});

describe("a ranking", () => {
  const texts = [
    "Phí giao hàng nội thành là 20.000 đồng.",
    "Cửa hàng mở cửa từ 8 giờ đến 20 giờ.",
    "Returns are free within 30 days.",
    "Thanh toán bằng thẻ hoặc tiền mặt.",
  ];
  const documents = texts.map((it) => ({ words: indexTexts([it]) }));
  const best = (question: string) => {
    const [first] = rankPassages(documents, question, undefined);
    return first?.relevant ? first.document : undefined;
  };

  test.each([
    ["phi giao hang bao nhieu?", 0],
    ["Shop giao hàng phí thế nào ạ", 0],
    ["mấy giờ mở cửa", 1],
    ["how do I return something", 2],
    ["có thanh toán bằng thẻ không", 3],
    ["hello!", undefined],
    ["xin chào ạ", undefined],
    ["do you sell blue elephants from Mars", undefined],
  ])("finds the passage for: %s", (question, found) => {
    expect(best(question)).toBe(found);
  });

  test("fuses words and meaning", () => {
    const near = (at: number) => packVector(texts.map((_, it) => (it === at ? 1 : 0.01)));
    const withMeaning = documents.map((it, at) => ({ ...it, vectors: [near(at)] }));
    const [first] = rankPassages(withMeaning, "delivery fee", near(0));
    expect(first).toMatchObject({ document: 0, relevant: true, share: 0 });
    expect(similarity(near(0), near(0))).toBeCloseTo(1);
    expect(similarity(near(0), packVector([1]))).toBe(0);
  });
});

describe("robots.txt", () => {
  const rules = readRobots(
    "User-agent: other\nDisallow: /\n\nUser-agent: *\nDisallow: /private # no\nAllow: /private/open\nDisallow: /*.zip$\nDisallow:",
  );
  test.each([
    ["/", true],
    ["/private/x", false],
    ["/private/open/x", true],
    ["/a/b.zip", false],
    ["/a/b.zip?x", true],
  ])("%s: %s", (path, allowed) => {
    expect(rules(path)).toBe(allowed);
  });

  test("has rules for us that replace those for all", () => {
    const own = readRobots("User-agent: *\nDisallow: /\nUser-agent: Chatloom\nDisallow: /x");
    expect([own("/a"), own("/x")]).toEqual([true, false]);
    expect(readRobots("<html>not found</html>")("/a")).toBe(true);
  });
});

test("a sitemap lists pages or sitemaps", () => {
  const page = "<urlset><url><loc> https://a.example/x?a=1&amp;b=2 </loc></url></urlset>";
  expect(readSitemap(page).pages).toEqual(["https://a.example/x?a=1&b=2"]);
  const index =
    "<sitemapindex><sitemap><loc>https://a.example/s.xml</loc></sitemap></sitemapindex>";
  expect(readSitemap(index)).toEqual({ pages: [], sitemaps: ["https://a.example/s.xml"] });
  expect(readSitemap("https://a.example/1\nnoise\n").pages).toEqual(["https://a.example/1"]);
});
