import { raiseAlert } from "../alerts/raise-alert.ts";
import {
  type ConnectedChannel,
  markNeedsReconnecting,
} from "../connected-channels/connected-channel.ts";
import { createKnownChannels } from "../connected-channels/known-channels.ts";
import { createContactStore } from "../contacts/contact-store.ts";
import { createIntroduce } from "../contacts/introduce.ts";
import type { ConversationDoc } from "../conversations/conversation-doc.ts";
import { createConversationStore } from "../conversations/conversation-store.ts";
import type { EffectDoer } from "../effects/effect-doer.ts";
import { createClock } from "../jobs/clock.ts";
import type { ProcessRegistry } from "../jobs/process-registry.ts";
import { createMediaKeeper } from "../media/media-keeper.ts";
import { createMediaSource } from "../media/media-source.ts";
import { createMessageStore } from "../messages/message-store.ts";
import { createStatuses } from "../messages/statuses.ts";
import { createNotices } from "../notices/notices.ts";
import type { PlatformClient } from "../outbox/platform-client.ts";
import { createSendPace } from "../outbox/send-pace.ts";
import { startScheduledFlows } from "../schedules/scheduled-flows.ts";
import type { ServerContext } from "../server-context.ts";
import { acknowledge } from "../webhooks/acknowledge.ts";
import { createInboundStore } from "../webhooks/inbound-store.ts";
import { createReceiveEvents, type ReceiveEvents } from "../webhooks/receive-events.ts";
import { createWebhookListener, type WebhookListener } from "../webhooks/webhook-listener.ts";
import { carryOutChore } from "./carry-out-chore.ts";
import { createDerive } from "./derive.ts";
import { createDispatcher } from "./dispatcher.ts";
import { createLingering } from "./lingering.ts";
import { createSceneLoader, createSenderFinder } from "./load-scene.ts";
import type { Workshop } from "./workshop.ts";

/** The running turn pipeline. */
export interface Pipeline {
  readonly workshop: Workshop;
  /** Answers webhooks on the bare HTTP server. */
  readonly webhooks: WebhookListener;
  /** Stores events and sets work on them going, for channels that do not come by webhook. */
  readonly receive: ReceiveEvents;
  readonly channel: (id: string) => Promise<ConnectedChannel | undefined>;
  /** Something waits under this key: a conversation's key, or `#` and its id. */
  readonly wake: (key: string) => void;
  readonly wakeConversation: (conversation: ConversationDoc) => void;
  /** Resolves when nothing is under way. */
  readonly idle: () => Promise<void>;
  close(): Promise<void>;
}

/** What the pipeline reports to: members and visitors who watch. */
export interface Watchers {
  readonly changed: (before: ConversationDoc, after: ConversationDoc) => void;
  /** Messages whose state changed were written. */
  readonly written: (conversation: ConversationDoc) => void;
  readonly typing: (conversation: ConversationDoc, seconds: number) => void;
}

/** How long work under way may take when the server goes down, and calls of it whose answers are awaited. */
const closingMs = 6_000;
const callsMs = 4_000;

/** Builds the pipeline, repairs what a crash left, and starts its clock. */
export async function installPipeline(
  context: ServerContext,
  tools: {
    readonly registry: ProcessRegistry;
    readonly effects: EffectDoer;
    readonly client: PlatformClient;
    readonly watchers: Watchers;
  },
): Promise<Pipeline> {
  const { connection, now } = context;
  const { registry, effects, client, watchers } = tools;
  let closing = false;
  let leaving = false;

  const conversations = createConversationStore(connection, registry.owner);
  const contacts = createContactStore(connection, registry.solitude);
  const messages = createMessageStore(connection);
  const inbound = createInboundStore(connection, registry.solitude);
  const channels = createKnownChannels(context, registry.solitude);
  const channel = channels.byId;
  const source = createMediaSource(context, client);
  const media = createMediaKeeper(context, source, channel);
  const notices = createNotices(context, effects);
  const derive = createDerive(connection, {
    messages,
    inbound,
    chore: (conversation, chore) =>
      carryOutChore(
        { context, contacts, inbound, notices, wake: (key) => wake(key) },
        conversation,
        chore,
      ),
  });

  const workshop: Workshop = {
    context,
    owner: registry.owner,
    conversations,
    contacts,
    messages,
    inbound,
    effects,
    client,
    pace: createSendPace(now, registry.alive),
    derive: async (conversation) => {
      await derive(conversation);
      watchers.written(conversation);
    },
    media: media.hear,
    scene: createSceneLoader(context, registry.solitude, channel),
    sender: createSenderFinder(channel),
    introduce: createIntroduce({
      context,
      conversations,
      contacts,
      client,
      media: source,
      channel,
      tell: watchers.changed,
    }),
    tell: watchers.changed,
    tellTyping: watchers.typing,
    channelRefused: async (conversation, reason) => {
      const workspaceId = String(conversation.workspaceId);
      const connected = { id: conversation.channelId, workspaceId };
      if (!(await markNeedsReconnecting(context, connected, reason.message))) return;
      await raiseAlert(context, workspaceId, {
        code: "channel.needs-reconnecting",
        message: reason.message,
        channelId: conversation.channelId,
      });
    },
    processes: registry.alive,
    lingering: createLingering(() => !closing && registry.solitude() !== undefined),
    closing: () => closing,
    leaving: () => leaving,
  };

  const dispatcher = createDispatcher(workshop, async (id) => (await channel(id))?.channel.type);
  const statuses = createStatuses(context, inbound);
  const { wake } = dispatcher;
  const receive = createReceiveEvents(inbound, now, (doc, { connected, event }) => {
    if (doc.waiting === undefined) return;
    if (event.kind === "status") statuses.arrived(doc);
    else wake(doc.waiting);
    acknowledge(context, client, connected, event);
  });
  const clock = createClock({
    context,
    registry,
    lingering: workshop.lingering,
    conversations,
    inbound,
    wakeConversation: dispatcher.wakeConversation,
    overdue: (events) => {
      for (const event of events) {
        if (event.event.kind === "status") statuses.arrived(event);
        else wake(event.waiting);
      }
    },
  });
  await registry.join();
  await clock.repair();
  clock.start();
  media.start();
  notices.start();
  const schedules = await startScheduledFlows({ context, inbound, wake, busy: dispatcher.busy });

  return {
    workshop,
    webhooks: createWebhookListener({
      context,
      channel,
      channelsOfType: channels.ofType,
      receive,
    }),
    receive,
    channel,
    wake,
    wakeConversation: dispatcher.wakeConversation,
    idle: async () => {
      await dispatcher.idle();
      await statuses.idle();
    },
    async close() {
      closing = true;
      const notified = notices.close();
      setTimeout(() => {
        leaving = true;
      }, callsMs).unref();
      await Promise.all([clock.stop(), schedules.stop()]);
      const idle = Promise.all([dispatcher.idle(), statuses.idle()]);
      await Promise.race([idle, new Promise((resolve) => setTimeout(resolve, closingMs).unref())]);
      await Promise.all([media.close(), notified]);
      await registry.leave();
    },
  };
}
