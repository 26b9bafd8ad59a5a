import type { SheetRequest } from "@chatloom/runtime";
import { expect, test } from "vitest";
import {
  cellValue,
  columnLetters,
  rowOf,
  sheetRange,
  spreadsheetId,
} from "../../server/src/pipeline/sheets/sheet-table.ts";
import { SheetTask } from "../../server/src/pipeline/sheets/sheet-task.ts";
import type { SheetsCall } from "../../server/src/pipeline/sheets/sheets-client.ts";
import { googleSheet } from "../doubles/google-sheet.ts";

const sheet = googleSheet("Orders", [["Name", "Key"]]);

/** Carries out one effect, as often as servers begin with it. */
async function run(key: string, change: Partial<SheetRequest>) {
  const asked: SheetRequest = {
    account: "google",
    spreadsheet: sheet.id,
    sheet: sheet.name,
    action: "append",
    column: "",
    value: "",
    values: [{ column: "name", value: "Ann" }],
    fields: [],
    keyColumn: "",
    ...change,
  };
  const call = async ({ method, path, body }: SheetsCall) => {
    const { pathname, searchParams: query } = new URL(path, "https://x.test/v4/spreadsheets/");
    const sent = { method, path: decodeURIComponent(pathname), query, body: JSON.stringify(body) };
    const { status = 200, body: answer } = sheet.api(sent) ?? { status: 404, body: null };
    return status < 400
      ? { answer: answer as never }
      : { error: { code: "sheets.status", message: String(status) } };
  };
  return new SheetTask(call, asked, key).run();
}

test("a row with a key is there once, however often a server begins again", async () => {
  const first = await run("turn-1:0", { keyColumn: "Key" });
  expect(await run("turn-1:0", { keyColumn: "Key" })).toEqual(first);
  await run("turn-2:0", { keyColumn: "Key" });
  expect(sheet.rows).toEqual([
    ["Name", "Key"],
    ["Ann", "turn-1:0"],
    ["Ann", "turn-2:0"],
  ]);
  // The server is killed after Google took the row.
  sheet.faults.set("POST append", ["lost", 500]);
  await run("turn-3:0", { keyColumn: "Key" });
  expect(sheet.rows).toHaveLength(4);
  await expect(run("turn-4:0", {})).rejects.toMatchObject({
    outcome: { error: { code: "sheets.unclear" } },
  });
  expect(sheet.rows).toHaveLength(4);
});

test("reads and writes places of a sheet as Google does", () => {
  expect([0, 25, 26, 701, 702].map(columnLetters)).toEqual(["A", "Z", "AA", "ZZ", "AAA"]);
  expect(sheetRange("Ann's list", "A1")).toBe("'Ann''s list'!A1");
  expect(["Orders!A5:C5", "'A1'!$AB$12", "x", undefined].map(rowOf)).toEqual([5, 12, 0, 0]);
  expect(spreadsheetId(" https://docs.google.com/spreadsheets/d/1a-B_c/edit#gid=0")).toBe("1a-B_c");
  expect(
    ["12", "-1.5", "012", "+84901", "=1+1", "1e5", "1234567890123456", ""].map(cellValue),
  ).toEqual([12, -1.5, "012", "+84901", "=1+1", "1e5", "1234567890123456", ""]);
});
