import { describe, expect, test } from "vitest";
import { readDay } from "./read-day.ts";

/** Saturday, 28 November 2026. */
const now = Date.UTC(2026, 10, 28, 12);
const read = (text: string, language = "en") =>
  readDay(text, { now, timeZone: "UTC", language, flowLanguage: "en" });

describe("numbers are read in the order of the region", () => {
  test.each([
    ["en", "03/04/2026", "2026-03-04"],
    ["en_US", "03/04/2026", "2026-03-04"],
    ["en-GB", "03/04/2026", "2026-04-03"],
    ["en-AU", "3/4/26", "2026-04-03"],
    ["vi", "3-4-2026", "2026-04-03"],
    ["en", "03.04.2026", "2026-04-03"],
    ["en", "12/24/26", "2026-12-24"],
    ["en-GB", "12/24/2026", "2026-12-24"],
    ["de", "24. 12. 2026", "2026-12-24"],
    ["ja", "2026/12/24", "2026-12-24"],
    ["bn", "২৪/১২/২০২৬", "2026-12-24"],
    ["en", "2026-12-24T18:00:00+07:00", "2026-12-24"],
    ["en", "2026-02-30", undefined],
    ["en", "24", undefined],
  ])("%s %s", (language, text, date) => {
    expect(read(text, language)).toBe(date);
  });
});

describe("names of months", () => {
  test.each([
    ["en", "24 Dec 2026"],
    ["en", "December 24th, 2026"],
    ["en", "Thursday, 24 December 2026 at 15:00"],
    ["en", "we come on Dec. 24"],
    ["de", "24. Dezember 2026"],
    ["es", "24 de diciembre de 2026"],
    ["fr", "le 24 décembre 2026"],
    ["pt", "24 de dezembro"],
    ["vi", "ngày 24 tháng 12 năm 2026"],
    ["vi", "24 tháng 12"],
    ["bn", "২৪ ডিসেম্বর ২০২৬"],
    ["ru", "24 декабря 2026"],
    ["pl", "24 grudnia 2026"],
    ["ar", "٢٤ ديسمبر ٢٠٢٦"],
    ["zh", "2026年12月24日"],
    ["ja", "12月24日"],
    ["ko", "2026년 12월 24일"],
    ["th", "24 ธันวาคม 2569"],
    ["en", "24 décembre 2026"],
  ])("%s %s", (language, text) => {
    expect(read(text, language)).toBe("2026-12-24");
  });

  test("two of them are no date", () => {
    expect(read("24 December or 2 January")).toBeUndefined();
    expect(read("24 people in December or so, 30 at most, 2 children")).toBeUndefined();
  });
});

describe("words for days", () => {
  test.each([
    ["today", "2026-11-28"],
    ["Tomorrow!", "2026-11-29"],
    ["tomorrow please", "2026-11-29"],
    ["ngày mai nhé", "2026-11-29"],
    ["morgen", "2026-11-29"],
    ["Übermorgen", "2026-11-30"],
    ["mañana", "2026-11-29"],
    ["pasado mañana", "2026-11-30"],
    ["demain", "2026-11-29"],
    ["aujourd’hui", "2026-11-28"],
    ["amanhã", "2026-11-29"],
    ["আগামীকাল", "2026-11-29"],
    ["in 3 days", "2026-12-01"],
    ["2 tuần nữa", "2026-12-12"],
    ["Friday", "2026-12-04"],
    ["on Saturday", "2026-12-05"],
    ["next Monday", "2026-11-30"],
    ["am Dienstag", "2026-12-01"],
    ["thứ sáu", "2026-12-04"],
    ["thứ 3", "2026-12-01"],
    ["chủ nhật", "2026-11-29"],
    ["terça-feira", "2026-12-01"],
    ["vendredi", "2026-12-04"],
    ["guten Morgen", undefined],
    ["soon", undefined],
  ])("%s", (text, date) => {
    expect(read(text)).toBe(date);
  });
});

test("a day without a year is the next one", () => {
  expect(read("05.01", "de")).toBe("2027-01-05");
  expect(read("28/11", "vi")).toBe("2026-11-28");
  expect(read("29/2", "vi")).toBe("2028-02-29");
  expect(read("5 January")).toBe("2027-01-05");
});

test("a year of two digits is the nearest", () => {
  expect(read("1/5/26", "vi")).toBe("2026-05-01");
  expect(read("1/5/85", "vi")).toBe("1985-05-01");
  expect(read("1 May 30")).toBe("2030-05-01");
});
