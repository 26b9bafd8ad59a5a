export { Chat, chat, type Happening, testContext } from "./chat.ts";
export {
  conversationTester,
  type TestCoverage,
  type TestResult,
  type TestStepResult,
  type TestWorld,
} from "./conversation-tester.ts";
export type { TranscriptLine } from "./test-run.ts";
