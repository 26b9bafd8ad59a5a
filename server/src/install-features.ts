import type { Server } from "node:http";
import type { App } from "./app.ts";
import type { LiveHooks, ServerContext } from "./context/server-context.ts";
import { accountRoutes } from "./features/accounts/account-routes.ts";
import { allowedAddressRoutes } from "./features/accounts/allowed-addresses.ts";
import { apiTokenRoutes } from "./features/accounts/api-token-routes.ts";
import { authenticate } from "./features/accounts/authenticate.ts";
import { invitationRoutes } from "./features/accounts/invitation-routes.ts";
import { memberRoutes } from "./features/accounts/member-routes.ts";
import { prepareOwner } from "./features/accounts/prepare-owner.ts";
import { secondFactorRoutes } from "./features/accounts/second-factor-routes.ts";
import { startSupportEnds } from "./features/accounts/support-ends.ts";
import { supportRoutes } from "./features/accounts/support-routes.ts";
import { workspaceRoutes } from "./features/accounts/workspace-routes.ts";
import { agentRoutes } from "./features/ai/agent-routes.ts";
import { connectionRoutes } from "./features/ai/connection-routes.ts";
import { mcpServerRoutes } from "./features/ai/mcp-server-routes.ts";
import { moderationRoutes } from "./features/ai/moderation-routes.ts";
import { usageRoutes } from "./features/ai/usage-routes.ts";
import { docsRoutes } from "./features/api-docs/docs-routes.ts";
import { approvalRoutes } from "./features/approvals/approval-routes.ts";
import { definitionRoutes } from "./features/audience/definition-routes.ts";
import { exportRoutes } from "./features/audience/export-routes.ts";
import { segmentRoutes } from "./features/audience/segment-routes.ts";
import { auditRoutes } from "./features/audit/audit-routes.ts";
import { createAuditor } from "./features/audit/auditor.ts";
import { backupRoutes } from "./features/backups/backup-routes.ts";
import { startBackupSchedule } from "./features/backups/backup-schedule.ts";
import { broadcastJob } from "./features/broadcasts/broadcast-job.ts";
import { broadcastRoutes } from "./features/broadcasts/broadcast-routes.ts";
import { resendJob } from "./features/broadcasts/resend-job.ts";
import { channelRoutes } from "./features/channel-accounts/channel-routes.ts";
import { startItemDiscarder } from "./features/channel-accounts/item-discarder.ts";
import { addAllMissed, addMissed } from "./features/channel-sync/add-missed.ts";
import { syncJob } from "./features/channel-sync/sync-job.ts";
import { syncRoutes } from "./features/channel-sync/sync-routes.ts";
import { classDecisionRoutes } from "./features/classes/class-decision-routes.ts";
import { comparisonJob } from "./features/comparisons/comparison-job.ts";
import { comparisonRoutes } from "./features/comparisons/comparison-routes.ts";
import { connectedServiceRoutes } from "./features/connected-services/connected-service-routes.ts";
import { contactChangeJobs } from "./features/contact-changes/contact-change-jobs.ts";
import { contactChangeRoutes } from "./features/contact-changes/contact-change-routes.ts";
import { contactRecordRoutes } from "./features/contacts/contact-record-routes.ts";
import { mergeJobs } from "./features/contacts/merge-jobs.ts";
import { mergeRoutes } from "./features/contacts/merge-routes.ts";
import { conversionRoutes } from "./features/conversions/conversion-routes.ts";
import { startConversionSender } from "./features/conversions/conversion-sender.ts";
import { followLink } from "./features/counted-links/follow-link.ts";
import { startCrmExchanger } from "./features/crm/crm-exchanger.ts";
import { crmRoutes } from "./features/crm/crm-routes.ts";
import { evaluationJob } from "./features/evaluations/evaluation-job.ts";
import { runRoutes } from "./features/evaluations/run-routes.ts";
import { setRoutes } from "./features/evaluations/set-routes.ts";
import { fileRoutes } from "./features/files/file-routes.ts";
import { createUploadQuota } from "./features/files/upload-quota.ts";
import { commentRoutes } from "./features/flow-comments/comment-routes.ts";
import { draftingRoutes } from "./features/flow-drafting/drafting-routes.ts";
import { textRoutes } from "./features/flow-drafting/text-routes.ts";
import { flowTestRoutes } from "./features/flow-tests/flow-test-routes.ts";
import { canaryRoutes } from "./features/flows/canary-routes.ts";
import { sweepLeftoverVersions } from "./features/flows/delete-leftover-versions.ts";
import { exchangeRoutes } from "./features/flows/exchange-routes.ts";
import { flowLabelRoutes } from "./features/flows/flow-label-routes.ts";
import { flowRoutes } from "./features/flows/flow-routes.ts";
import { flowTextRoutes } from "./features/flows/flow-text-routes.ts";
import { importBotRoutes } from "./features/flows/import-bot-routes.ts";
import { moveOpenRuns } from "./features/flows/move-open-runs.ts";
import { type MoveOpenRuns, publishingRoutes } from "./features/flows/publishing-routes.ts";
import { searchRoutes } from "./features/flows/search-routes.ts";
import { stepResultsRoutes } from "./features/flows/step-results-routes.ts";
import { tryEffectRoutes } from "./features/flows/try-effect-routes.ts";
import { refLinkRoutes } from "./features/growth/ref-link-routes.ts";
import { switchPageRoute } from "./features/growth/switch-page.ts";
import { createIdempotency } from "./features/idempotency/idempotency.ts";
import { importJobs } from "./features/imports/import-jobs.ts";
import { importRoutes } from "./features/imports/import-routes.ts";
import { assistRoutes } from "./features/inbox/assist/assist-routes.ts";
import { jobRoutes } from "./features/jobs/job-routes.ts";
import { runJobs } from "./features/jobs/run-jobs.ts";
import { baseRoutes } from "./features/knowledge/base-routes.ts";
import { documentRoutes } from "./features/knowledge/document-routes.ts";
import { startKnowledgeIndexer } from "./features/knowledge/knowledge-indexer.ts";
import { questionRoutes } from "./features/knowledge/question-routes.ts";
import { marketingRoutes } from "./features/marketing/marketing-routes.ts";
import { mcpRoutes } from "./features/mcp/mcp-routes.ts";
import { templateRoutes } from "./features/message-templates/template-routes.ts";
import { startTemplateSync } from "./features/message-templates/template-sync.ts";
import { healthRoutes } from "./features/operations/health-routes.ts";
import { statusRoutes } from "./features/operations/status-routes.ts";
import { passkeyRoutes } from "./features/passkeys/passkey-routes.ts";
import { donePage } from "./features/payments/done-page.ts";
import { paymentRoutes } from "./features/payments/payment-routes.ts";
import { eraseJob } from "./features/privacy/erase-job.ts";
import { packJob } from "./features/privacy/pack-job.ts";
import { privacyRoutes } from "./features/privacy/privacy-routes.ts";
import { retentionJob, startRetention } from "./features/privacy/retention-job.ts";
import { replayRoutes } from "./features/replay/replay-routes.ts";
import { leavePage } from "./features/report-mail/leave-link.ts";
import { reportMailRoutes } from "./features/report-mail/report-mail-routes.ts";
import { startReportMailer } from "./features/report-mail/report-mailer.ts";
import { startReportCounter } from "./features/reports/report-counter.ts";
import { reportRoutes } from "./features/reports/report-routes.ts";
import { roleRoutes } from "./features/roles/role-routes.ts";
import { assignmentRuleRoutes } from "./features/routing/assignment-rule-routes.ts";
import { routingRoutes } from "./features/routing/routing-routes.ts";
import { fillJob } from "./features/sample-data/fill-job.ts";
import { removeJob } from "./features/sample-data/remove-job.ts";
import { sampleDataRoutes } from "./features/sample-data/sample-data-routes.ts";
import { secretRoutes } from "./features/secrets/secret-routes.ts";
import { startSegmentWatcher } from "./features/segment-watch/segment-watcher.ts";
import { ssoRoutes } from "./features/sso/sso-routes.ts";
import { webhookRoutes } from "./features/webhooks/webhook-routes.ts";
import { startWebhookSender } from "./features/webhooks/webhook-sender.ts";
import { whatsappApiRoutes } from "./features/whatsapp-api/whatsapp-api-routes.ts";
import { staticPages } from "./http/static-pages.ts";
import { installTurns } from "./install-turns.ts";
import { createEmbedder } from "./pipeline/effects/embed-for-workspace.ts";
import { createKnowledgeSearch } from "./pipeline/effects/knowledge-search.ts";
import { createMcpServers } from "./pipeline/effects/mcp-servers.ts";
import { createModelEndpoints } from "./pipeline/effects/model-endpoints.ts";
import type { WebhookListener } from "./pipeline/inbound/webhook-listener.ts";
import { createPlatformClient } from "./pipeline/outbound/platform-client.ts";

/** The running features. */
export interface Features {
  /** Answers webhooks, which must not wait for express; false for any other request. */
  readonly answersAlone: WebhookListener;
  close(): Promise<void>;
}

/** Installs the routes of every feature and starts background work. */
export async function installFeatures(
  { app, api, root, pages }: App,
  context: ServerContext,
  http: Server,
  live: LiveHooks,
): Promise<Features> {
  const client = createPlatformClient(undefined, context.config.outboundAllowPrivate);
  const endpoints = createModelEndpoints(context);
  const mcp = createMcpServers(context);
  const embed = createEmbedder(context, endpoints);
  const search = createKnowledgeSearch(context, embed);
  await prepareOwner(context);

  const auditor = createAuditor(context);
  app.set("auditor", auditor);
  app.set("idempotency", createIdempotency(context));
  api.use(authenticate(context));
  auditRoutes(api, context);
  accountRoutes(api, context);
  secondFactorRoutes(api, context);
  ssoRoutes(api, root, context);
  passkeyRoutes(api, context);
  memberRoutes(api, context);
  roleRoutes(api, context);
  invitationRoutes(api, context);
  supportRoutes(api, context);
  apiTokenRoutes(api, context);
  secretRoutes(api, context);
  connectedServiceRoutes(api, context);
  workspaceRoutes(api, context);
  allowedAddressRoutes(api, context);
  definitionRoutes(api, context);
  segmentRoutes(api, context);
  exportRoutes(api, context);
  marketingRoutes(api, context);
  routingRoutes(api, context);
  assignmentRuleRoutes(api, context);
  refLinkRoutes(api, context);
  flowRoutes(api, context);
  flowLabelRoutes(api, context);
  exchangeRoutes(api, context);
  importBotRoutes(api, context);
  flowTextRoutes(api, context);
  searchRoutes(api, context);
  flowTestRoutes(api, context);
  const quota = createUploadQuota(context);
  fileRoutes(api, root, context, quota);
  healthRoutes(root, context);
  backupRoutes(api, context);
  statusRoutes(api, context);
  docsRoutes(root);
  mcpRoutes(root, api, context);
  const pipeline = await installTurns(context, {
    api,
    root,
    http,
    live,
    client,
    quota,
    endpoints,
    search,
    mcp,
  });
  connectionRoutes(api, context, endpoints);
  mcpServerRoutes(api, context, mcp);
  agentRoutes(api, context);
  usageRoutes(api, context);
  moderationRoutes(api, context);
  const indexer = startKnowledgeIndexer(context, embed);
  baseRoutes(api, context, { indexer, search });
  documentRoutes(api, context, indexer);
  questionRoutes(api, context, indexer);
  paymentRoutes(api, context);
  donePage(root);
  followLink(root, context);
  switchPageRoute(root, context);
  templateRoutes(api, pipeline);
  const templateSync = startTemplateSync(pipeline);
  const itemDiscarder = startItemDiscarder(pipeline.services);
  const jobs = runJobs(context, {
    ...importJobs(pipeline),
    sendBroadcast: broadcastJob(pipeline),
    resendBroadcast: resendJob(pipeline),
    syncChannel: syncJob(pipeline),
    ...mergeJobs(pipeline),
    ...contactChangeJobs(pipeline),
    eraseContact: eraseJob(context),
    packContact: packJob(context),
    applyRetention: retentionJob(pipeline.services),
    runEvaluation: evaluationJob(context, pipeline.services.effects),
    compareFlow: comparisonJob(context),
    fillSampleData: fillJob(context),
    removeSampleData: removeJob(context),
  });
  const retention = startRetention(context, jobs.look);
  privacyRoutes(api, pipeline.services, jobs);
  addAllMissed(context, jobs).catch((error: unknown) => {
    context.log.error({ err: error }, "failed to look for missed messages");
  });
  channelRoutes(api, pipeline, (record) => addMissed(context, jobs, record));
  jobRoutes(api, context);
  sampleDataRoutes(api, context, jobs);
  setRoutes(api, context);
  runRoutes(api, context, jobs);
  syncRoutes(api, context, jobs);
  importRoutes(api, pipeline, jobs);
  broadcastRoutes(api, context, jobs);
  mergeRoutes(api, context, jobs);
  const { webhooks } = pipeline.services;
  const webhookSender = startWebhookSender(context, webhooks);
  webhookRoutes(api, context, webhooks, webhookSender);
  const conversionSender = startConversionSender(context, client);
  conversionRoutes(api, context, conversionSender);
  contactRecordRoutes(api, pipeline, jobs);
  contactChangeRoutes(api, context, jobs);
  const crmExchanger = startCrmExchanger(pipeline);
  crmRoutes(api, pipeline, crmExchanger);
  stepResultsRoutes(api, context);
  tryEffectRoutes(api, pipeline.services.effects);
  assistRoutes(api, context, pipeline.services.effects);
  draftingRoutes(api, context, pipeline.services.effects);
  textRoutes(api, context, pipeline.services.effects);
  const moveRuns: MoveOpenRuns = (...moving) => moveOpenRuns(pipeline.services, ...moving);
  publishingRoutes(api, context, moveRuns);
  const reportCounter = startReportCounter(context);
  approvalRoutes(api, context, pipeline.notifications);
  commentRoutes(api, context);
  canaryRoutes(api, context, moveRuns, reportCounter);
  replayRoutes(api, context);
  comparisonRoutes(api, context, { jobs, reportCounter });
  reportRoutes(api, context, reportCounter);
  classDecisionRoutes(api, pipeline, reportCounter);
  const segmentWatcher = startSegmentWatcher(pipeline);
  const reportMailer = startReportMailer(context, reportCounter.nudge);
  reportMailRoutes(api, context, reportMailer);
  leavePage(root, context);
  whatsappApiRoutes(api, context);
  staticPages(pages);
  const supportEnds = startSupportEnds(context);
  const { backup } = context.config;
  const backups = backup && startBackupSchedule(context, backup);
  const endSweep = sweepLeftoverVersions(context);

  return {
    answersAlone: pipeline.webhooks,
    close: async () => {
      await backups?.close();
      await supportEnds.stop();
      await supportEnds.idle();
      await retention.stop();
      await jobs.close();
      await reportMailer.close();
      await reportCounter.close();
      webhooks.close();
      await webhookSender.close();
      await Promise.all([segmentWatcher.close(), crmExchanger.close(), conversionSender.close()]);
      await endSweep();
      await indexer.close();
      await templateSync.stop();
      await itemDiscarder.stop();
      await itemDiscarder.idle();
      await pipeline.close();
      await auditor.close();
      await client.close();
      await endpoints.close();
      await mcp.close();
    },
  };
}
