import { readFileSync, writeFileSync } from "node:fs";
import { writeReference } from "../src/commands/write-reference.ts";

// Puts the list of everything the store has into its README.
const readme = new URL("../README.md", import.meta.url);
const text = readFileSync(readme, "utf8").replace(
  /<!-- reference -->[\s\S]*<!-- \/reference -->/,
  () => `<!-- reference -->\n\n${writeReference()}\n<!-- /reference -->`,
);
writeFileSync(readme, text);
