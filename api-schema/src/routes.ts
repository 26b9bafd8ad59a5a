import * as accounts from "./accounts.ts";
import * as ai from "./ai.ts";
import * as aiAgents from "./ai-agents.ts";
import * as aiReport from "./ai-report.ts";
import * as aiUsage from "./ai-usage.ts";
import * as assist from "./assist.ts";
import * as audience from "./audience.ts";
import * as audit from "./audit.ts";
import * as broadcasts from "./broadcasts.ts";
import * as channels from "./channels.ts";
import * as classDecisions from "./class-decisions.ts";
import * as connectedServices from "./connected-services.ts";
import * as contactChanges from "./contact-changes.ts";
import * as contactImports from "./contact-imports.ts";
import * as contactMerges from "./contact-merges.ts";
import * as contactRecords from "./contact-records.ts";
import * as contacts from "./contacts.ts";
import * as conversations from "./conversations.ts";
import * as conversions from "./conversions.ts";
import * as crm from "./crm.ts";
import * as desks from "./desks.ts";
import * as effects from "./effects.ts";
import * as evaluations from "./evaluations.ts";
import * as experiments from "./experiments.ts";
import * as flowApprovals from "./flow-approvals.ts";
import * as flowCanaries from "./flow-canaries.ts";
import * as flowComments from "./flow-comments.ts";
import * as flowComparisons from "./flow-comparisons.ts";
import * as flowFigures from "./flow-figures.ts";
import * as flowImports from "./flow-imports.ts";
import * as flowLabels from "./flow-labels.ts";
import * as flowSamples from "./flow-samples.ts";
import * as flowSearch from "./flow-search.ts";
import * as flowTests from "./flow-tests.ts";
import * as flowTexts from "./flow-texts.ts";
import * as flowWriting from "./flow-writing.ts";
import * as flows from "./flows.ts";
import * as inbox from "./inbox.ts";
import * as jobs from "./jobs.ts";
import * as journeyReport from "./journey-report.ts";
import * as knowledge from "./knowledge.ts";
import * as macros from "./macros.ts";
import * as marketing from "./marketing.ts";
import * as mcpServers from "./mcp-servers.ts";
import * as messageTemplates from "./message-templates.ts";
import * as operations from "./operations.ts";
import * as operationsReport from "./operations-report.ts";
import * as ownership from "./ownership.ts";
import * as passkeys from "./passkeys.ts";
import * as payments from "./payments.ts";
import * as prices from "./prices.ts";
import * as privacy from "./privacy.ts";
import * as refLinks from "./ref-links.ts";
import * as replay from "./replay.ts";
import * as reportMail from "./report-mail.ts";
import * as reportedAnswers from "./reported-answers.ts";
import * as reports from "./reports.ts";
import * as roles from "./roles.ts";
import * as routing from "./routing.ts";
import * as sampleData from "./sample-data.ts";
import * as satisfaction from "./satisfaction.ts";
import * as scheduledReplies from "./scheduled-replies.ts";
import * as secrets from "./secrets.ts";
import * as teams from "./teams.ts";
import * as webhooks from "./webhooks.ts";
import * as whatsappApi from "./whatsapp-api.ts";
import * as whatsappAutomation from "./whatsapp-automation.ts";

/** The routes by chapter: `routes.flows.saveDraft`. */
export const routes = {
  accounts,
  audience,
  audit,
  ai,
  aiAgents,
  aiUsage,
  mcpServers,
  broadcasts,
  channels,
  classDecisions,
  contactChanges,
  contactImports,
  contactMerges,
  contactRecords,
  contacts,
  conversations: { ...conversations, ...ownership },
  conversions,
  assist,
  crm,
  desks,
  effects,
  evaluations,
  experiments,
  flows: { ...flows, ...flowSamples, ...flowSearch, ...flowFigures },
  flowApprovals,
  flowCanaries,
  flowComments,
  flowComparisons,
  flowLabels,
  flowTests,
  flowImports,
  flowTexts,
  flowWriting: { writeText: flowWriting.writeText, translateTexts: flowWriting.translateTexts },
  inbox,
  jobs,
  knowledge,
  macros,
  marketing,
  messageTemplates,
  operations,
  passkeys,
  payments,
  teams,
  prices,
  privacy,
  refLinks,
  replay,
  reports: {
    ...reports,
    ...reportedAnswers,
    ...aiReport,
    ...operationsReport,
    ...journeyReport,
    ...reportMail,
  },
  sampleData,
  satisfaction,
  scheduledReplies,
  secrets,
  connectedServices,
  webhooks,
  roles,
  routing,
  whatsappApi: { ...whatsappApi, ...whatsappAutomation },
};
