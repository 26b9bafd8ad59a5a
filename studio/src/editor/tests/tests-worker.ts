import type { ConversationTest } from "@chatloom/flows-schema";
import { conversationTester, type TestResult, type TestWorld } from "@chatloom/runtime/chat";

/** Tests to run, and the flows that they need. */
export interface TestTask {
  readonly world: TestWorld;
  readonly tests: readonly ConversationTest[];
}

/** The results, one for each test; undefined where the flow cannot run. */
export type TestAnswer = readonly TestResult[] | undefined;

// Runs the tests in a thread of their own, so that the canvas stays fluid.
addEventListener("message", ({ data }: MessageEvent<TestTask>) => postMessage(run(data)));

function run({ world, tests }: TestTask): TestAnswer {
  try {
    return tests.map(conversationTester(world));
  } catch {
    return undefined;
  }
}
