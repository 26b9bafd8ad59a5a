import type { Program } from "@chatloom/runtime";
import type { ServerContext } from "./context/server-context.ts";
import type { ConversationDoc } from "./domain/conversation-doc.ts";
import { beginMerge } from "./features/contacts/begin-merge.ts";
import { startScheduledFlows } from "./features/schedules/scheduled-flows.ts";
import { createBridges } from "./pipeline/bridges/bridges.ts";
import { createCrmCaller } from "./pipeline/crm/crm-caller.ts";
import { createCrmEffects } from "./pipeline/crm/crm-effects.ts";
import { createNotifications } from "./pipeline/effects/notifications.ts";
import { createHearNews } from "./pipeline/inbound/account-news.ts";
import { acknowledge } from "./pipeline/inbound/acknowledge.ts";
import { createCaseCatchUp } from "./pipeline/inbound/catch-up-cases.ts";
import { createLeads } from "./pipeline/inbound/leads.ts";
import { createReceiveEvents } from "./pipeline/inbound/receive-events.ts";
import { createSockets } from "./pipeline/inbound/sockets.ts";
import { createWebhookListener } from "./pipeline/inbound/webhook-listener.ts";
import { createMediaKeeper } from "./pipeline/media/media-keeper.ts";
import { createMediaSource } from "./pipeline/media/media-source.ts";
import type { PlatformClient } from "./pipeline/outbound/platform-client.ts";
import { createRenewals } from "./pipeline/outbound/renewals.ts";
import { createSendPace } from "./pipeline/outbound/send-pace.ts";
import { createPaymentEffects } from "./pipeline/payments/payment-effects.ts";
import type { ConversationListeners, Pipeline } from "./pipeline/pipeline.ts";
import type { Effects, PipelineServices } from "./pipeline/pipeline-services.ts";
import { createHandoffQueue } from "./pipeline/queue/handoff-queue.ts";
import { createClock } from "./pipeline/turn/clock.ts";
import { createDispatcher } from "./pipeline/turn/dispatcher.ts";
import { createProfileFetcher } from "./pipeline/turn/fetch-profile.ts";
import { createPendingWriter } from "./pipeline/turn/flush-pending-writes.ts";
import {
  createEnvironmentLoader,
  createSendingChannelFinder,
} from "./pipeline/turn/load-turn-environment.ts";
import { runSideEffect } from "./pipeline/turn/run-side-effect.ts";
import { createStatuses } from "./pipeline/turn/statuses.ts";
import { WorkSlots } from "./pipeline/turn/work-slots.ts";
import {
  type ConnectedAccount,
  type ConnectedChannel,
  isChannelAccount,
  isDeskAccount,
} from "./records/connected-channel.ts";
import { createContactStore } from "./records/contact-store.ts";
import { createConversationStore } from "./records/conversation-store.ts";
import { createInboundStore } from "./records/inbound-store.ts";
import { createKnownAccounts } from "./records/known-accounts.ts";
import { createMessageStore } from "./records/message-store.ts";
import { reportRefused } from "./records/report-refused.ts";
import { createTrafficLog } from "./records/traffic-log.ts";
import { createWebhookOutbox } from "./records/webhook-outbox.ts";
import type { ProcessRegistry } from "./store/process-registry.ts";

/** How long running work, and its calls, may take when the server shuts down. */
const closingMs = 6_000;
const callsMs = 4_000;

/** Builds the pipeline, repairs what a crash left, and starts its clock. */
export async function installPipeline(
  context: ServerContext,
  tools: {
    readonly registry: ProcessRegistry;
    readonly effects: Effects;
    readonly client: PlatformClient;
    readonly listeners: ConversationListeners;
  },
): Promise<Pipeline> {
  const { connection, now } = context;
  const { registry, effects, client, listeners } = tools;
  let [closing, leaving] = [false, false];

  const conversations = createConversationStore(connection, registry.owner);
  const contacts = createContactStore(connection, now);
  const messages = createMessageStore(connection, context.now);
  const inbound = createInboundStore(connection);
  const traffic = createTrafficLog(context);
  const webhooks = await createWebhookOutbox(context);
  const accounts = createKnownAccounts(context);
  const renewals = createRenewals(context, client, registry.owner, accounts.forget);
  /** For code that calls the platform; other code must not wait for a renewal. */
  const channel = async (id: string) => {
    const connected = await knownChannel(id);
    return connected && (connected.channel.renew ? renewals.fresh(connected) : connected);
  };
  const source = createMediaSource(context, client);
  const media = createMediaKeeper(context, source, (id) => account(id));
  const notifications = createNotifications(context, effects);
  const onChanged: ConversationListeners["changed"] = (before, after) => {
    listeners.changed(before, after);
    queue.changed(before, after);
  };
  const queue = createHandoffQueue({ context, conversations, onChanged }, registry.owner);
  const pace = createSendPace(now, registry.alive);
  const pendingWriter = createPendingWriter(connection, {
    messages,
    inbound,
    now,
    webhooks,
    sideEffect: (conversation, sideEffect) =>
      runSideEffect(
        {
          context,
          conversations,
          contacts,
          inbound,
          notifications,
          activeFlows,
          onChanged,
          beginMerge: (workspaceId, merge) => beginMerge(context, workspaceId, merge),
          wake: (key) => wake(key),
        },
        conversation,
        sideEffect,
      ),
  });

  const paymentParts = { context, client, traffic, inbound, wake: (key: string) => wake(key) };
  const payments = createPaymentEffects(paymentParts, accounts.byId);
  const crm = createCrmCaller({ context, client, traffic });
  const loadEnvironment = createEnvironmentLoader(context, knownChannel);
  const services: PipelineServices = {
    context,
    owner: registry.owner,
    conversations,
    contacts,
    messages,
    inbound,
    webhooks,
    effects,
    payments,
    crm,
    crmEffects: createCrmEffects(context, crm, accounts.byId),
    client,
    traffic,
    pace,
    pendingWriter,
    onFlushed: listeners.written,
    media: media.fetch,
    loadEnvironment,
    sendingChannel: createSendingChannelFinder(channel),
    mayTryAgain: renewals.mayTryAgain,
    fetchProfile: createProfileFetcher({
      context,
      conversations,
      contacts,
      client,
      media: source,
      channel,
      onChanged,
    }),
    onChanged,
    showTypingLocally: listeners.typing,
    listeners,
    channelRefused: ({ channelId, workspaceId }, reason) =>
      reportRefused(context, { id: channelId, workspaceId: String(workspaceId) }, reason.message),
    desk: async (id) => {
      const known = await accounts.byId(id);
      return known && isDeskAccount(known) ? known : undefined;
    },
    accountRefused: (account, reason) => reportRefused(context, account, reason.message),
    processes: registry.alive,
    isPaused: async (id) => (await accounts.byId(id))?.status === "paused",
    nudge: (id) => dispatcher.nudge(id),
    slots: new WorkSlots(),
    closing: () => closing,
    leaving: () => leaving,
  };

  const dispatcher = createDispatcher(
    services,
    async (id) => (await knownChannel(id))?.channel.type,
  );
  const { wake, wakeConversation } = dispatcher;
  const statuses = createStatuses({ ...services, wakeConversation }, inbound);
  const leads = createLeads({ ...services, channel, wake });
  const bridges = createBridges(services);
  const receive = createReceiveEvents(inbound, now, (doc, { connected, event }) => {
    if (doc.waiting === undefined) {
      return;
    }
    if (event.kind === "status") {
      statuses.arrived(doc);
    } else if (event.kind === "lead") {
      leads.arrived(doc);
    } else {
      wake(doc.waiting);
    }
    acknowledge(services, connected, event);
  });
  const sockets = createSockets(context, {
    client,
    owner: registry.owner,
    receive,
    refused: (connected, message) => reportRefused(context, connected, message),
  });
  const caseCatchUp = createCaseCatchUp({ context, client, traffic, receive });
  const clock = createClock({
    context,
    registry,
    conversations,
    inbound,
    wakeConversation: dispatcher.wakeConversation,
    overdue: (events) => {
      const beside = { status: statuses.arrived, lead: leads.arrived, bridged: bridges.overdue };
      for (const event of events) {
        const { kind } = event.event;
        if (kind === "status" || kind === "lead" || kind === "bridged") {
          beside[kind](event);
        } else {
          wake(event.waiting);
        }
      }
    },
  });
  await registry.beat();
  await clock.repair();
  clock.start();
  media.start();
  notifications.start();
  queue.start();
  renewals.start();
  sockets.start();
  caseCatchUp.start();
  const schedules = await startScheduledFlows({ context, inbound, wake, busy: dispatcher.busy });

  return {
    services,
    notifications,
    webhooks: createWebhookListener({
      context,
      account: accounts.byId,
      accountsOfType: accounts.ofType,
      receive,
      hear: createHearNews(context),
      reportPayment: payments.report,
      bridge: bridges.receive,
      traffic,
    }),
    receive,
    bridgeWaits: bridges.wait,
    channel,
    queueChanged: queue.nudge,
    fresh: renewals.fresh,
    wake,
    wakeConversation: dispatcher.wakeConversation,
    async channelChanged(channelId) {
      accounts.forget();
      if (await services.isPaused(channelId)) {
        return;
      }
      await conversations.wakeQueued(channelId, now());
      const desk = await services.desk(channelId);
      if (desk) {
        // Events of a pause or an outage are old; no contact waits for an answer to them.
        void caseCatchUp.now(desk).catch((error: unknown) => {
          context.log.error({ err: error, deskId: channelId }, "failed to read open cases");
        });
      }
    },
    busy: dispatcher.busy,
    idle: async () => {
      await dispatcher.idle();
      await Promise.all([statuses.idle(), leads.idle(), bridges.idle()]);
    },
    async close() {
      closing = true;
      const notified = notifications.close();
      setTimeout(() => {
        leaving = true;
      }, callsMs).unref();
      await Promise.all([
        clock.stop(),
        schedules.stop(),
        sockets.stop(),
        queue.close(),
        caseCatchUp.stop(),
      ]);
      const idle = Promise.all([dispatcher.idle(), statuses.idle(), leads.idle(), bridges.idle()]);
      await Promise.race([idle, new Promise((resolve) => setTimeout(resolve, closingMs).unref())]);
      pace.close();
      await Promise.all([media.close(), notified, renewals.stop(), traffic.close()]);
      await registry.leave();
    },
  };

  async function knownChannel(id: string): Promise<ConnectedChannel | undefined> {
    const known = await accounts.byId(id);
    return known && isChannelAccount(known) ? known : undefined;
  }

  /** Gives the account of a channel or a helpdesk with credentials that have not expired. */
  async function account(id: string): Promise<ConnectedAccount | undefined> {
    return (await channel(id)) ?? services.desk(id);
  }

  async function activeFlows(conversation: ConversationDoc): Promise<readonly Program[]> {
    return (await loadEnvironment(conversation)).turnContext.programs.active;
  }
}
