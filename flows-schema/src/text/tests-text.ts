import { parseDocument, stringify } from "yaml";
import type { ConversationTest } from "../conversation-test.ts";
import { longestFlowText } from "./read-flow-text.ts";

/** Writes the conversation tests of a flow as YAML: a list of tests, one line per step where it fits. */
export function writeTestsText(tests: readonly ConversationTest[]): string {
  return stringify(tests, { aliasDuplicateObjects: false, lineWidth: 0 });
}

/** Reads the tests of a flow from YAML, not yet checked against the schema. Throws an error that names the line. */
export function readTestsText(text: string): unknown {
  if (text.length > longestFlowText) {
    throw new Error(`The text of tests has at most ${longestFlowText} characters`);
  }
  const document = parseDocument(text, { prettyErrors: true, logLevel: "error" });
  const [problem] = document.errors;
  if (problem) {
    throw new Error(problem.message);
  }
  return document.toJS() ?? [];
}
