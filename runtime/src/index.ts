export { readPhone } from "./answers/read-phone.ts";
export { awaitsSecret, hideInput } from "./awaits-secret.ts";
export * from "./behaviour.ts";
export { isOpen, nextOpening, type OpeningHours } from "./business-hours.ts";
export { chooseRoute, type RoutedMessage } from "./choose-route.ts";
export { compareValues, type ValueOperator } from "./compare-values.ts";
export { compile } from "./compile.ts";
export { type ConsentWord, consentWord } from "./consent-word.ts";
export { checkedFacts, isCheckedFact, readContactFact } from "./contact-fact.ts";
export { countryOfPhone } from "./contact-locale.ts";
export { contactMatches } from "./contact-matches.ts";
export { containsWords } from "./contains-words.ts";
export * from "./context.ts";
export { describePosition, type Position } from "./describe-position.ts";
export * from "./effect.ts";
export { type FilledText, fillText } from "./fill-text.ts";
export { fitToChannel } from "./fit-to-channel.ts";
export { FlowNotRunnable } from "./flow-not-runnable.ts";
export * from "./input.ts";
export { defaultLimits, type Limits } from "./limits.ts";
export { linkTarget } from "./link-target.ts";
export * from "./llm-effect.ts";
export { noExit } from "./llm-request.ts";
export {
  declareTools,
  type NamedTool,
  nameTools,
  plainToolName,
  serverToolsOf,
} from "./llm-tools.ts";
export { matchChoice } from "./match-choice.ts";
export {
  matchInterrupt,
  matchKeywordOf,
  matchPostback,
  matchStopWord,
  matchTrigger,
  startsAt,
  type TriggerMatch,
} from "./match-trigger.ts";
export { spokenText } from "./message-view.ts";
export type { RunCampaign } from "./moved-run.ts";
export { nameProblem } from "./name-problem.ts";
export { isHeldOut } from "./nodes/ab-split.ts";
export { isPaymentToken, paymentToken } from "./payment-token.ts";
export type { Program } from "./program.ts";
export { changeQuoted, quotedValues } from "./quoted-values.ts";
export { readDate } from "./read-date.ts";
export { retarget } from "./retarget.ts";
export { isRouteToken, routeToken } from "./route-token.ts";
export * from "./run.ts";
export { foldWords } from "./search/fold-words.ts";
export { indexTexts, type RankedText, rankTexts, type TextIndex } from "./search/rank-texts.ts";
export { questionTerms, searchTerms } from "./search/search-terms.ts";
export type { SheetAnswer, SheetRequest } from "./sheet-effect.ts";
export {
  applyContactChanges,
  type ContactFacts,
  type ContactNews,
} from "./shell/apply-contact-changes.ts";
export {
  giveToBot,
  giveToPerson,
  handToPeople,
  returnIsDue,
  returnTime,
  runningTimers,
} from "./shell/handler-changes.ts";
export { settleEffects } from "./shell/settle-effects.ts";
export {
  type AnsweringEffect,
  botMayAct,
  type Handler,
  type HandoffTerms,
  type ShellState,
  type ShellTimer,
} from "./shell/shell-state.ts";
export { isSwitchToken, switchToken } from "./switch-token.ts";
export { takeTurn } from "./take-turn.ts";
export * from "./turn.ts";
export { type WebFormPage, type WebFormQuestion, webFormPage } from "./web-form-page.ts";
