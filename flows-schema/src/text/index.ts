export { type FlowText, longestFlowText, readFlowText } from "./read-flow-text.ts";
export { readTestsText, writeTestsText } from "./tests-text.ts";
export type { TextPlace, TextProblem } from "./text-place.ts";
export { type FlowTextHead, writeFlowText } from "./write-flow-text.ts";
