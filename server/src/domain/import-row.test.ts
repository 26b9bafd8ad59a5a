import type { ImportSettings } from "@chatloom/api-schema";
import { expect, test } from "vitest";
import { readImportRow } from "./import-row.ts";

const settings = (columns: string[], more: Partial<ImportSettings> = {}): ImportSettings => ({
  columns,
  country: "VN",
  dates: "dayFirst",
  existing: "update",
  tags: [],
  channelIds: [],
  ...more,
});
const shapes = new Map([
  ["born", { type: "date", choices: [] }],
  ["tier", { type: "choice", choices: ["Gold", "Silver"] }],
] as const);

test("a row gives names, e-mail, phone, tags and typed fields", () => {
  const columns = ["name", "email", "phone", "tags", "field:born", "field:tier", ""];
  const cells = [
    " Lê Thu ",
    "Thu@Example.VN ",
    "0912 345 678",
    "VIP; new,VIP",
    "5/3/1990",
    "gold",
    "x",
  ];
  expect(readImportRow(cells, settings(columns, { tags: ["import"] }), shapes)).toEqual({
    facts: {
      name: "Lê Thu",
      email: "thu@example.vn",
      phone: "+84912345678",
      tags: ["import", "VIP", "new"],
      fields: { born: "1990-03-05", tier: "Gold" },
    },
  });
});

test("a row gives a country and a time zone", () => {
  const columns = settings(["email", "country", "timeZone"]);
  expect(readImportRow(["a@b.co", "vn", "Asia/Tokyo"], columns, shapes)).toMatchObject({
    facts: { country: "VN", timeZone: "Asia/Tokyo" },
  });
  expect(readImportRow(["a@b.co", "Vietnam", "Tokyo"], columns, shapes)).toMatchObject({
    problems: [
      { column: 1, code: "badValue", value: "Vietnam" },
      { column: 2, code: "badValue", value: "Tokyo" },
    ],
  });
});

test.each([
  ["84912345678", "+84912345678"],
  ["+84 (0) 912-345-678", "+84912345678"],
  ["912345678", "+84912345678"],
  ["14155552671", "+14155552671"],
  ["00 84 912345678", "+84912345678"],
])("the phone number %s is read as %s", (cell, phone) => {
  expect(readImportRow([cell], settings(["phone"]), shapes)).toMatchObject({ facts: { phone } });
});

test.each([
  [["8.49E+10"], ["phone"], { column: 0, code: "badPhone", value: "8.49E+10" }],
  [["12"], ["phone"], { column: 0, code: "badPhone", value: "12" }],
  [["a@b"], ["email"], { column: 0, code: "badEmail", value: "a@b" }],
  [["a@b.c, d@e.fg"], ["email"], { column: 0, code: "badEmail", value: "a@b.c, d@e.fg" }],
  [["", ""], ["email", "phone"], { column: 0, code: "noAddress", value: "" }],
  [
    ["a@b.co", "31/2/2020"],
    ["email", "field:born"],
    { column: 1, code: "badValue", value: "31/2/2020", expected: "a date such as 2026-11-30" },
  ],
  [
    ["a@b.co", "Bronze"],
    ["email", "field:tier"],
    { column: 1, code: "badValue", value: "Bronze", expected: "one of: Gold, Silver" },
  ],
  [
    ["a@b.co", "n".repeat(201)],
    ["email", "name"],
    { column: 1, code: "tooLong", value: "n".repeat(200), expected: "200" },
  ],
])("%j is refused with its column and reason", (cells, columns, problem) => {
  expect(readImportRow(cells, settings(columns), shapes)).toEqual({ problems: [problem] });
});

test("a number without a country code is refused where no country was chosen", () => {
  const read = readImportRow(["0912345678"], settings(["phone"], { country: "" }), shapes);
  expect(read).toMatchObject({ problems: [{ code: "badPhone" }] });
});

test("dates follow the chosen order, and ISO dates stay", () => {
  const read = (cell: string) =>
    readImportRow(
      ["a@b.co", cell],
      settings(["email", "field:born"], { dates: "monthFirst" }),
      shapes,
    );
  expect(read("5/3/1990")).toMatchObject({ facts: { fields: { born: "1990-05-03" } } });
  expect(read("1990-03-05")).toMatchObject({ facts: { fields: { born: "1990-03-05" } } });
});
