import { ConversationTest, testLimits } from "@chatloom/flows-schema";
import { readTestsText } from "@chatloom/flows-schema/text";
import Type from "typebox";
import { schemaValidator } from "../validation/schema-validator.ts";

const flaws = schemaValidator(Type.Array(ConversationTest, { maxItems: testLimits.tests }));

/** Reads the tests of a flow from YAML. Throws an error that says what is wrong, and where. */
export function checkTestsText(text: string): ConversationTest[] {
  const read = readTestsText(text);
  const [flaw] = flaws(read);
  if (flaw) {
    throw new Error(`${flaw.at || "/"} ${flaw.message}`);
  }
  return read as ConversationTest[];
}
