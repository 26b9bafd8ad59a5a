import type { NodeOf } from "@chatloom/flows-schema";
import { describe, expect, test } from "vitest";
import { foldInput, keywordRank, keywordRules } from "./keyword-rule.ts";

type Match = NodeOf<"trigger.keyword">["data"]["match"];

function hits(match: Match, keyword: string, text: string): boolean {
  const data = { keywords: [keyword], match, channels: [], interrupts: false };
  const node = { id: "t", type: "trigger.keyword", position: { x: 0, y: 0 }, data } as const;
  const input = foldInput(text);
  return keywordRules(node, () => false).some((rule) => keywordRank(rule, input) !== undefined);
}

describe("an exact keyword", () => {
  test.each([
    "stop",
    "Stop!",
    "stop.",
    "“stop”",
    "'stop'",
    "«stop»",
    "*stop*",
    "ｓｔｏｐ",
    "STOP 🙏",
    "¡stop!",
    "#stop",
    "stop…",
    "s\u200Btop",
  ])("is heard in %j", (text) => {
    expect(hits("exact", "stop", text)).toBe(true);
  });

  test.each(["stopp", "stop it", "nonstop", "s top", ""])("is not heard in %j", (text) => {
    expect(hits("exact", "stop", text)).toBe(false);
  });

  test("is folded itself", () => {
    expect(hits("exact", "“Stop!”", "stop")).toBe(true);
    expect(hits("exact", "İPTAL", "iptal")).toBe(true);
    expect(hits("exact", "Größe", "GRÖSSE")).toBe(true);
  });

  test("keeps the signs that it consists of", () => {
    expect(hits("exact", "c++", "C++!")).toBe(true);
    expect(hits("exact", "c++", "c")).toBe(false);
    expect(hits("exact", "/start", "/start")).toBe(true);
    expect(hits("exact", "/start", "start")).toBe(false);
    expect(hits("exact", "👍", "👍")).toBe(true);
    expect(hits("exact", "?", "?")).toBe(true);
    expect(hits("exact", "?", "what?")).toBe(false);
  });

  test("ignores accents, but not marks that make another letter", () => {
    expect(hits("exact", "giá", "gia")).toBe(true);
    expect(hits("exact", "कल", "कुल")).toBe(false);
    expect(hits("exact", "か", "が")).toBe(false);
    expect(hits("exact", "กน", "กิน")).toBe(false);
  });
});

describe("a contained keyword", () => {
  test.each([
    ["no", "oh no!", true],
    ["no", "I know", false],
    ["no", "casino", false],
    ["hi", "this", false],
    ["opening hours", "What are your OPENING HOURS?", true],
    ["giá", "cho hỏi gia bao nhiêu", true],
    ["कल", "कला", false],
    ["कल", "मैं कल आऊँगा", true],
    ["予約", "予約したいです", true],
    ["가격", "가격이 얼마예요", true],
    ["ราคา", "ขอราคาหน่อย", true],
    ["c++", "do you teach c++?", true],
  ])("%j in %j: %s", (keyword, text, heard) => {
    expect(hits("contains", keyword, text)).toBe(heard);
  });

  test("may stand inside a word where the author says so", () => {
    expect(hits("containsPart", "book", "facebook")).toBe(true);
    expect(hits("containsPart", "book", "face")).toBe(false);
  });
});
