import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { writeReference } from "../src/commands/write-reference.ts";

it("the README lists exactly what the allow-lists have (node --import tsx scripts/write-reference.ts)", () => {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  expect(readme).toContain(`<!-- reference -->\n\n${writeReference()}\n<!-- /reference -->`);
});
