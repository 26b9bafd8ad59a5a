import { expect, test } from "vitest";
import { readEmail } from "./read-email.ts";

test.each([
  "ana@shop.com",
  "it is ana@shop.com!",
  "ana@shop.com?",
  "ana@shop.com.",
  "'ana@shop.com'",
  '"ana@shop.com"',
  "“ana@shop.com”",
  "*ana@shop.com*",
  "_ana@shop.com_",
  "`ana@shop.com`",
  "<ana@shop.com>",
  "(ana@shop.com)",
  "mailto:ana@shop.com",
  "ana@shop.com 👍",
  "ana@shop.com👍",
  "ana@shop.com\u200B",
  "ana@shop.com, thanks",
  "là ana@shop.com nhé",
  "ＡＮＡ＠ｓｈｏｐ．ｃｏｍ",
])("finds the address in %j", (text) => {
  expect(readEmail(text)).toBe("ana@shop.com");
});

test.each([
  ["o'brien+news@mail.shop.co.uk", "o'brien+news@mail.shop.co.uk"],
  ["_bob@shop.com", "_bob@shop.com"],
  ["người@việt.vn", "người@việt.vn"],
  ["ana@xn--bcher-kva.xn--p1ai", "ana@xn--bcher-kva.xn--p1ai"],
  ["ana@shop", undefined],
  ["ana@shop.c", undefined],
  ["ana@shop.com1", undefined],
  ["ana@@shop.com", undefined],
  ["ana..b@shop.com", undefined],
  ["@shop.com", undefined],
])("reads %j as %s", (text, address) => {
  expect(readEmail(text)).toBe(address);
});
