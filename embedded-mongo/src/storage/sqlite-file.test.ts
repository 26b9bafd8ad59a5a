import { expect, it } from "vitest";
import { openSqliteFile } from "./sqlite-file.ts";

it("uses new parameters after any earlier use of a statement", () => {
  const file = openSqliteFile(":memory:");
  file.exec("CREATE TABLE numbers (n INTEGER PRIMARY KEY); INSERT INTO numbers VALUES (1), (2)");
  const from = file.prepare("SELECT n FROM numbers WHERE n >= ? ORDER BY n");
  expect(from.all([2])).toEqual([[2]]);
  expect(from.get([1])).toEqual([1]);
  expect(from.all([1])).toEqual([[1], [2]]);
  expect(from.get([2])).toEqual([2]);
  file.close();
});
