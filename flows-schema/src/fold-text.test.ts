import { describe, expect, test } from "vitest";
import { foldAccents, foldKeyword, foldText } from "./fold-text.ts";

describe("folding a text", () => {
  test.each([
    ["ＳＴＯＰ", "stop"],
    ["İSTANBUL", "istanbul"],
    ["Straße", "STRASSE"],
    ["ΣΑΣ", "σας"],
    ["st\u200Bop", "stop"],
    ["⭐️", "⭐"],
    ["٢٤/٧", "24/7"],
    ["  a \n b ", "a b"],
  ])("makes %j and %j one", (a, b) => {
    expect(foldText(a)).toBe(foldText(b));
  });
});

describe("dropping accents", () => {
  test.each([
    ["giá", "gia"],
    ["đường", "duong"],
    ["ёлка", "елка"],
    ["أحمد", "احمد"],
    ["ά", "α"],
  ])("makes %j and %j one", (a, b) => {
    expect(foldAccents(foldText(a))).toBe(foldAccents(foldText(b)));
  });

  test.each([
    ["कुल", "कल"],
    ["が", "か"],
    ["ষি", "ষ"],
    ["กิน", "กน"],
    ["кой", "кои"],
  ])("keeps %j and %j apart", (a, b) => {
    expect(foldAccents(foldText(a))).not.toBe(foldAccents(foldText(b)));
  });
});

test.each([
  ["Stop!", "stop"],
  ["“STOP”", "stop"],
  ["stop...", "stop"],
  ["(opt   out)", "opt out"],
  ["/start", "/start"],
  ["C++", "c++"],
  ["#promo!", "#promo"],
  ["👍", "👍"],
  ["?", "?"],
])("folds the keyword %j to %j", (keyword, folded) => {
  expect(foldKeyword(keyword)).toBe(folded);
});
