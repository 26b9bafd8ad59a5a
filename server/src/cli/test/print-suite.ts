import { testProblemText } from "@chatloom/flows-schema";
import type { RanSuite } from "./test-suite.ts";

/** Prints the results of a flow's tests: one line each, and below a failed one its step, the difference and the conversation. */
export function printSuite({ name, results }: RanSuite): void {
  console.log(results.length === 0 ? `${name}: no tests` : name);
  for (const { test, result } of results) {
    console.log(`  ${result.passed ? "✓" : "✗"} ${test.name}`);
    if (result.first) {
      const { step, problem } = result.first;
      console.log(`      step ${step + 1}: ${testProblemText(problem)}`);
      for (const line of result.transcript) {
        console.log(`      | ${line.from}: ${line.text.replaceAll("\n", "\n      |   ")}`);
      }
    }
  }
}
