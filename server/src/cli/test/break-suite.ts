import { neverSaid } from "@chatloom/flows-schema";
import { writeTestsText } from "@chatloom/flows-schema/text";
import { type BreakProgress, breakFlow } from "@chatloom/runtime/chat";
import type { TestSuite } from "./test-suite.ts";

const sentences = {
  engine: "The engine fails",
  endless: "It goes round without end",
  stepFailed: "A step fails without an error path",
  never: "It says what it must never say",
  deadEnd: "An answer leads nowhere",
  silence: "The contact hears nothing",
} as const;

/** Sends random contacts through a flow, and prints each way to break it as a test. Returns how many ways were found. */
export function breakSuite(
  { name, world, tests }: TestSuite,
  { conversations, seed }: { readonly conversations: number; readonly seed: number },
): number {
  let last: BreakProgress = { tried: 0, found: [] };
  for (const progress of breakFlow({ world, seed, conversations, never: neverSaid(tests) })) {
    last = progress;
  }
  console.log(`${name}: ${last.tried} random conversations, ${last.found.length} ways to break it`);
  for (const { kind, nodeId, detail, test } of last.found) {
    const sentence = `${sentences[kind]} at ${nodeId ?? "the start"} (${detail || kind})`;
    console.log(`  ${sentence}`);
    const text = writeTestsText([{ name: sentence.slice(0, 120), ...test }]);
    console.log(text.trimEnd().replace(/^/gm, "    "));
  }
  return last.found.length;
}
