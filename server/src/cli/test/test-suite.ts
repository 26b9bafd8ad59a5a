import type { ConversationTest } from "@chatloom/flows-schema";
import type { TestResult, TestWorld } from "@chatloom/runtime/chat";

/** A flow with its tests. */
export interface TestSuite {
  /** The name of the flow, or of its file. */
  readonly name: string;
  readonly world: TestWorld;
  readonly tests: readonly ConversationTest[];
}

/** The results of the tests of a flow. */
export interface RanSuite {
  readonly name: string;
  readonly results: readonly { readonly test: ConversationTest; readonly result: TestResult }[];
}
