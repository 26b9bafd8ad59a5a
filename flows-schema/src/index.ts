export * from "./abilities.ts";
export * from "./ai-agent.ts";
export * from "./ai-agent-flow.ts";
export * from "./ai-tool.ts";
export * from "./apply-repair.ts";
export * from "./assignment-rule.ts";
export * from "./canvas-marks.ts";
export * from "./change-summary.ts";
export * from "./changed-thing.ts";
export * from "./check-context.ts";
export * from "./check-flow.ts";
export { sentTemplateOf } from "./checks/approved-templates.ts";
export { choiceLabelName } from "./choice-label-name.ts";
export { classExamples } from "./class-examples.ts";
export * from "./condition.ts";
export * from "./contact-activities.ts";
export * from "./contact-field.ts";
export { contactLimits } from "./contact-limits.ts";
export { contactsInWords, contentInWords, fileInWords, placeInWords } from "./content-in-words.ts";
export { contentText } from "./content-text.ts";
export * from "./conversation-test.ts";
export { countries } from "./countries.ts";
export { currencyDigits, isAmount, isCurrency, readPlainAmount } from "./currency.ts";
export { type Defined, defined } from "./defined.ts";
export * from "./diff-flows.ts";
export * from "./duplicate-flow.ts";
export * from "./fields.ts";
export * from "./find-texts.ts";
export * from "./finding.ts";
export { findingSentences } from "./finding-sentences.ts";
export * from "./flow.ts";
export * from "./flow-graph.ts";
export { flowJsonSchema } from "./flow-json-schema.ts";
export * from "./fold-text.ts";
export { importNotes } from "./import/import-notes.ts";
export { isVideoAddress } from "./is-video-address.ts";
export * from "./label-unit-of.ts";
export { readTemplate, type TemplateReading } from "./liquid/read-template.ts";
export * from "./measure-text.ts";
export { mentionedFlows, withMentionedFlows } from "./mentioned-flows.ts";
export * from "./message-block.ts";
export * from "./message-content.ts";
export * from "./message-flow.ts";
export * from "./message-template.ts";
export { FlowFormatUnknown, readFlow } from "./migrate-flow.ts";
export { ModerationRule } from "./moderation-rule.ts";
export * from "./name-node.ts";
export * from "./node-type.ts";
export { usualHoldout } from "./nodes/ab-split.ts";
export {
  type Distribution,
  distributions,
  type HandoffPriority,
  handoffPriorities,
  outcomePort,
  resumesAtPort,
  type UntakenStep,
  untakenPortId,
} from "./nodes/handoff.ts";
export { type NodeTypeId, type NodeTypes, nodeTypes } from "./nodes/index.ts";
export { sortsTexts } from "./nodes/sorts-texts.ts";
export { Optional } from "./optional.ts";
export * from "./options-form.ts";
export * from "./picture-areas.ts";
export { FlowPartId } from "./place.ts";
export * from "./rating-form.ts";
export { recogniseForeignFlow } from "./recognise-foreign-flow.ts";
export * from "./rename-variable.ts";
export * from "./routing-rule.ts";
export { sameJson } from "./same-json.ts";
export * from "./sample.ts";
export { samples } from "./samples/index.ts";
export * from "./secret-place.ts";
export * from "./sensitive.ts";
export * from "./set-at-pointer.ts";
export { singleCountryOf } from "./single-country.ts";
export * from "./template-draft.ts";
export { type TestProblem, testProblemSentences, testProblemText } from "./test-problem.ts";
export * from "./translate-flow.ts";
export * from "./translations/read-translations.ts";
export { writeTranslationsCsv, writeXliff } from "./translations/translation-files.ts";
export * from "./translations/translations.ts";
export { readTruth } from "./truth-words.ts";
export { usesDefinition } from "./uses-definition.ts";
export { fixedScopes, readOnlyContactFields, scopeRoots } from "./variable-scope.ts";
export * from "./walk-fields.ts";
export * from "./written-texts.ts";
