import { DateTime } from "luxon";
import { expect, test } from "vitest";
import { formatDate } from "./format-date.ts";

const moment = DateTime.utc(2026, 2, 12, 15, 4);
if (!moment.isValid) {
  throw new Error("not a moment");
}

test.each([
  ["en", "Thursday 12 February, 03:04 PM", "Thu 12 Feb"],
  ["vi-VN", "Thứ Năm 12 tháng 2, 03:04 CH", "Th Năm 12 thg 2"],
  ["bn-BD", "বৃহস্পতিবার 12 ফেব্রুয়ারি, 03:04 PM", "বৃহস্পতি 12 ফেব"],
  ["xx", "Thursday 12 February, 03:04 PM", "Thu 12 Feb"],
])("names days and months in %s", (language, long, short) => {
  expect(formatDate(moment, "%A %-d %B, %I:%M %p", language)).toBe(long);
  expect(formatDate(moment, "%a %-d %b", language)).toBe(short);
});
