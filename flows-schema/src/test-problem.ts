import { fillSentence } from "./fill-sentence.ts";

/** Why a step of a conversation test failed. The values fill the sentence of its code. */
export interface TestProblem {
  readonly code: keyof typeof testProblemSentences;
  readonly values: Readonly<Record<string, string>>;
  /** The step of the flow that the problem is about. */
  readonly nodeId?: string | undefined;
}

/** The English sentences of the problems, by code. */
export const testProblemSentences = {
  saidOther: 'Expected the bot to say "{{expected}}", but it said "{{found}}".',
  saidNothing: 'Expected the bot to say "{{expected}}", but it said nothing more.',
  noReply: "Expected the bot to answer, but it said nothing.",
  notContained: 'No further message contains "{{expected}}". The bot said: {{found}}',
  saidForbidden: 'The bot said "{{found}}", which must never contain "{{expected}}".',
  saidMore: 'Expected no further message, but the bot said "{{found}}".',
  variableDiffers: "Expected {{name}} to be {{expected}}, but it is {{found}}.",
  notPassed: "The conversation never came to the step {{step}}.",
  stepFailed: "The step {{step}} failed: {{message}}",
  notHandedOver: "Expected people to have the conversation, but the bot still has it.",
  notEnded: "Expected the flow to have ended, but it waits at a step.",
  nothingToTap: 'Nothing to tap is called "{{label}}". Offered: {{found}}',
  noCall: "The flow waits for no answer from outside.",
  noCallback: "The flow waits for no call from another system.",
  tooLong: "The conversation takes more than {{most}} turns, so it was stopped.",
  noStep: "The flow has no step {{step}} to start at.",
} as const;

/** Writes a problem as an English sentence. */
export function testProblemText({ code, values }: TestProblem): string {
  return fillSentence(testProblemSentences[code], values);
}
