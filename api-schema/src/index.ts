export {
  type Availability,
  type ChosenAvailability,
  type Me,
  type Member,
  type SsoProblem,
  ssoProblems,
} from "./accounts.ts";
export { type AiConnection, pictureRules } from "./ai.ts";
export type { AiAgentDetails, AiAgentSummary } from "./ai-agents.ts";
export type { AiCallFigures, AiFigures } from "./ai-report.ts";
export { type AiModeration, type AiSettings, usageGroups } from "./ai-usage.ts";
export { type AllowedSite, readAllowedSites, writeSite } from "./allowed-sites.ts";
export { assistLimits, type SuggestedReply, type Translations } from "./assist.ts";
export type { ContactField, DefinitionUse, Segment, Tag } from "./audience.ts";
export type { AuditEntry } from "./audit.ts";
export { type AuditKind, auditKinds } from "./audit-kinds.ts";
export {
  type BroadcastPlan,
  type BroadcastTrial,
  type BroadcastVariant,
  unclearActions,
  type WinnerMeasure,
  winnerMeasures,
} from "./broadcast-plan.ts";
export type { BroadcastReach, BroadcastResults, BroadcastVariants } from "./broadcast-results.ts";
export {
  type Broadcast,
  type BroadcastOutcome,
  broadcastOutcomes,
  type Recipient,
  type SkipReason,
  skipReasons,
} from "./broadcasts.ts";
export { type Role, roles } from "./built-in-roles.ts";
export type { ChannelAccount, ChannelHealth, ChannelType, TrafficEntry } from "./channels.ts";
export type { ClassDecision } from "./class-decisions.ts";
export { longestComment } from "./comment-limit.ts";
export {
  type ConnectedService,
  type ServiceProblem,
  type ServiceProvider,
  serviceProblems,
  serviceProviders,
} from "./connected-services.ts";
export type { ContactAction, ContactBulkChange, ContactSelection } from "./contact-changes.ts";
export {
  type ContactImport,
  type ImportProblem,
  type ImportSettings,
  importLimits,
} from "./contact-imports.ts";
export type { ContactMerge, MergePreview } from "./contact-merges.ts";
export { type RunningFlow, type TimelineEntry, timelineKinds } from "./contact-records.ts";
export type { Consent, Contact } from "./contacts.ts";
export {
  type Conversation,
  type Delivery,
  deliveries,
  type Handler,
  handlers,
  type Message,
  type Priority,
  priorities,
} from "./conversation.ts";
export {
  type ConversionDataset,
  type ConversionEvent,
  type ConversionRule,
  conversionConsents,
  conversionValues,
  messagingEvents,
} from "./conversions.ts";
export {
  type CrmExchange,
  type CrmFailure,
  type CrmPreview,
  type CrmRules,
  type CrmType,
  crmFacts,
} from "./crm.ts";
export type { Bridge, DeskAccount, DeskType } from "./desks.ts";
export type { TriedEffect } from "./effects.ts";
export {
  type EvaluationCase,
  type EvaluationResult,
  type EvaluationRun,
  type EvaluationSet,
  type EvaluationSetSummary,
  evaluationLimits,
} from "./evaluations.ts";
export type { ExperimentJudgement, ExperimentResults } from "./experiments.ts";
export { mostFileBytes } from "./file-limit.ts";
export type { FlowApproval } from "./flow-approvals.ts";
export type { CanaryFigures } from "./flow-canaries.ts";
export type { FlowComment, FlowThread } from "./flow-comments.ts";
export {
  type ComparedConversation,
  comparedCounts,
  type FlowComparison,
} from "./flow-comparisons.ts";
export type { FoundText } from "./flow-search.ts";
export type { FailedTest, FlowTest } from "./flow-tests.ts";
export { writingLimits } from "./flow-writing.ts";
export type { FlowSummary } from "./flows.ts";
export {
  type CannedFile,
  type CannedReply,
  type ConversationChange,
  type InboxView,
  type Label,
  labelColors,
} from "./inbox.ts";
export { type Job, type JobKind, jobKinds, permissionOfJob } from "./jobs.ts";
export type { Touch } from "./journey-report.ts";
export {
  documentStates,
  type KnowledgeBase,
  type KnowledgeDocument,
  type KnowledgePassage,
  type KnowledgeQuestion,
  knowledgeLimits,
} from "./knowledge.ts";
export * from "./live-events.ts";
export type { Macro } from "./macros.ts";
export type { MarketingRules } from "./marketing.ts";
export type { McpServer, McpTool } from "./mcp-servers.ts";
export type { KeptTemplate, TemplateList } from "./message-templates.ts";
export type { Alert, BackupStatus, DeadLetter, ServerStatus } from "./operations.ts";
export { addressOf, pages } from "./pages.ts";
export type { Passkey } from "./passkeys.ts";
export type { Payment, PaymentConnection } from "./payments.ts";
export {
  basePermission,
  isPermission,
  ownerPermission,
  type Permission,
  type PermissionGroup,
  permissionGroups,
  permissions,
  permissionsOfBuiltIn,
  withNeeded,
  without,
} from "./permissions.ts";
export type { MessagePrice, PriceTable } from "./prices.ts";
export type { Erasure, RetentionRules } from "./privacy.ts";
export type { Reason } from "./reason.ts";
export type { RefLink } from "./ref-links.ts";
export type { MessageWay, ReplayedTurn } from "./replay.ts";
export { type MailedReport, mailedReports, mailStates, type ReportMail } from "./report-mail.ts";
export type { Durations } from "./report-shapes.ts";
export type { AnswerCount, ReportedQuestion } from "./reported-answers.ts";
export {
  type ListedFigure,
  listedFigures,
  type ReportDay,
  type ReportFigures,
  type StepFigures,
  stepFigures,
} from "./reports.ts";
export { type RoleUse, roleLimits, type WorkspaceRole } from "./roles.ts";
export * from "./route.ts";
export { permissionsFor } from "./route-permission.ts";
export { routes } from "./routes.ts";
export type { SampleData } from "./sample-data.ts";
export {
  type Resolution,
  ratingScales,
  type SurveySettings,
  satisfactionGroups,
} from "./satisfaction.ts";
export type { ScheduledReply } from "./scheduled-replies.ts";
export {
  type InScreenLanguages,
  type ScreenLanguage,
  screenLanguageOf,
  screenLanguages,
} from "./screen-languages.ts";
export type { Secret } from "./secrets.ts";
export { Problem } from "./shapes.ts";
export {
  mostSupportHours,
  type SupportAccess,
  type SupportRole,
  supportRoles,
} from "./support-access.ts";
export { defaultWhenAway, type Team, type WhenAway } from "./teams.ts";
export {
  type Webhook,
  type WebhookDelivery,
  type WebhookEvent,
  webhookEvents,
} from "./webhooks.ts";
export type { WhatsappAccount, WhatsappConversation, WhatsappCustomer } from "./whatsapp-api.ts";
