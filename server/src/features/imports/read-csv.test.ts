import { expect, test } from "vitest";
import { detectCsv, readCsv } from "./read-csv.ts";

async function rowsOf(content: string | Buffer): Promise<readonly (readonly string[])[]> {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  const rows: (readonly string[])[] = [];
  for await (const row of readCsv(bytes, detectCsv(bytes))) {
    rows.push(row);
  }
  return rows;
}
const utf16 = (text: string, bigEndian = false) => {
  const bytes = Buffer.from(`\ufeff${text}`, "utf16le");
  return bigEndian ? bytes.swap16() : bytes;
};
const rows = [
  ["Tên", "E-mail"],
  ["Trần Bé", "be@example.vn"],
];
const text = "Tên,E-mail\nTrần Bé,be@example.vn\n";

test.each([
  ["UTF-8", Buffer.from(text), "utf-8"],
  ["UTF-8 with a mark", Buffer.from(`\ufeff${text}`), "utf-8"],
  ["UTF-16 of Excel", utf16(text), "utf-16le"],
  ["UTF-16, the other byte first", utf16(text, true), "utf-16be"],
  ["UTF-16 without a mark", utf16(text).subarray(2), "utf-16le"],
] as const)("reads %s", async (_, bytes, encoding) => {
  expect(detectCsv(bytes).encoding).toBe(encoding);
  expect(await rowsOf(bytes)).toEqual(rows);
});

test("reads Windows-1252 with semicolons", async () => {
  const bytes = Buffer.from("Name;Ort\r\nJürgen Groß;Köln\r\n", "latin1");
  expect(detectCsv(bytes)).toEqual({ encoding: "windows-1252", delimiter: ";" });
  expect(await rowsOf(bytes)).toEqual([
    ["Name", "Ort"],
    ["Jürgen Groß", "Köln"],
  ]);
});

test("one broken byte does not spoil the other letters of a file in UTF-8", async () => {
  const lines = Array.from({ length: 30 }, (_, index) => `Trần Bé ${index}\n`).join("");
  const bytes = Buffer.concat([Buffer.from(`Tên\n${lines}`), Buffer.from([0xe1, 0xba, 0x0a])]);
  expect(detectCsv(bytes).encoding).toBe("utf-8");
  const found = await rowsOf(bytes);
  expect(found[1]).toEqual(["Trần Bé 0"]);
  expect(found.length).toBe(32);
});

test("reads quotes that hold separators, quotes and line ends, and quotes in the middle of a cell", async () => {
  expect(await rowsOf('a,b\n"x, ""y""\nz",1\n5" pipe,2\n')).toEqual([
    ["a", "b"],
    ['x, "y"\nz', "1"],
    ['5" pipe', "2"],
  ]);
});

test.each([
  ["of Windows, then of Unix", "a,b\r\n1,2\n3,4\r\n"],
  ["of old Macs", "a,b\r1,2\r3,4"],
  ["with empty lines", "a,b\n\n1,2\n\n\n3,4"],
])("reads line ends %s", async (_, content) => {
  expect(await rowsOf(content)).toEqual([
    ["a", "b"],
    ["1", "2"],
    ["3", "4"],
  ]);
});

test("rows may be shorter or longer than the first one", async () => {
  expect(await rowsOf("a,b\n1\n1,2,3\n")).toEqual([["a", "b"], ["1"], ["1", "2", "3"]]);
});

test("a quote that never closes is refused", async () => {
  await expect(rowsOf('a,b\n"1,2\n3,4\n')).rejects.toMatchObject({ code: "import.unreadable" });
});
