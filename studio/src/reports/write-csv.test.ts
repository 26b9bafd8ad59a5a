import { expect, test } from "vitest";
import { writeCsv } from "./write-csv.ts";

test("quotes what needs it and disarms formulas", () => {
  const columns = [
    { label: "Name", text: (it: { name: string; count: number }) => it.name },
    {
      label: "Count",
      text: (it: { count: number }) => `${it.count} messages`,
      value: (it: { count: number }) => it.count,
    },
  ];
  const rows = [
    { name: 'a "b", c', count: -3 },
    { name: "=1+1", count: 2 },
  ];
  expect(writeCsv(columns, rows)).toBe('\ufeffName,Count\r\n"a ""b"", c",-3\r\n\'=1+1,2\r\n');
});
