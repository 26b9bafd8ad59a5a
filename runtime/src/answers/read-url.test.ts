import { expect, test } from "vitest";
import { readUrl } from "./read-url.ts";

test.each([
  ["https://www.tiktok.com/@ana/video/1", "https://www.tiktok.com/@ana/video/1"],
  ["tiktok.com/@ana", "https://tiktok.com/@ana"],
  [
    "https://www.google.com/maps/@16.46,107.59,15z",
    "https://www.google.com/maps/@16.46,107.59,15z",
  ],
  ["see shop.com/a.", "https://shop.com/a"],
  ["(https://shop.com/a)", "https://shop.com/a"],
  ["https://en.wikipedia.org/wiki/Huế_(city)", "https://en.wikipedia.org/wiki/Huế_(city)"],
  ["ana@shop.com", undefined],
  ["first.last@shop.com", undefined],
  ["ana@shop.com or shop.com", "https://shop.com"],
  ["nothing", undefined],
])("reads %j as %s", (text, url) => {
  expect(readUrl(text)).toBe(url);
});
