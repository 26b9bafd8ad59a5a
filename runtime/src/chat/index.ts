export {
  type BreakProgress,
  type BreakTask,
  breakFlow,
  type FoundBreakage,
} from "./break-flow.ts";
export { Chat, chat, type Happening, testContext } from "./chat.ts";
export {
  type ConversationComparison,
  compareConversation,
  type Exchange,
} from "./compare-conversation.ts";
export {
  conversationTester,
  type TestCoverage,
  type TestResult,
  type TestStepResult,
  type TestWorld,
} from "./conversation-tester.ts";
export { type Breakage, type BreakageKind, breakageKinds } from "./find-breakage.ts";
export type { RecordedTurn } from "./recorded-turn.ts";
export { tapsOf } from "./taps-of.ts";
export type { TranscriptLine } from "./test-run.ts";
