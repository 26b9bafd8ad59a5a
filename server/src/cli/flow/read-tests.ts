import { readFileSync } from "node:fs";
import type { ConversationTest } from "@chatloom/flows-schema";
import { checkTestsText } from "../../records/check-tests-text.ts";

/** Reads the tests of a file. Throws an error that names the file and the place. */
export function readTests(path: string): ConversationTest[] {
  try {
    return checkTestsText(readFileSync(path, "utf8"));
  } catch (error) {
    throw new Error(`${path}: ${(error as Error).message}`);
  }
}
