import type { ConversationDoc } from "../domain/conversation-doc.ts";
import type { ConnectedChannel } from "../records/connected-channel.ts";
import type { Bridges } from "./bridges/bridges.ts";
import type { Notifications } from "./effects/notifications.ts";
import type { ReceiveEvents } from "./inbound/receive-events.ts";
import type { WebhookListener } from "./inbound/webhook-listener.ts";
import type { PartialListeners, PipelineServices } from "./pipeline-services.ts";

/** The running turn pipeline. */
export interface Pipeline {
  readonly services: PipelineServices;
  /** Mails and webhook calls that are sent beside the turns. */
  readonly notifications: Pick<Notifications, "add">;
  /** Answers webhooks on the bare HTTP server. */
  readonly webhooks: WebhookListener;
  /** Stores events and sets work on them going, for channels that do not come by webhook. */
  readonly receive: ReceiveEvents;
  /** Messages wait for a link of a bridge. */
  readonly bridgeWaits: Bridges["wait"];
  readonly channel: (id: string) => Promise<ConnectedChannel | undefined>;
  /** Members, teams or their availability changed: waiting conversations may be assigned. */
  readonly queueChanged: (workspaceId: string) => void;
  /** Gives the channel with credentials that have not expired. */
  readonly fresh: (connected: ConnectedChannel) => Promise<ConnectedChannel>;
  /** Something waits under this key: a conversation's key, or `#` and its id. */
  readonly wake: (key: string) => void;
  readonly wakeConversation: (conversation: ConversationDoc) => void;
  /** A channel was changed here: what waits for it goes on, unless it is paused. */
  readonly channelChanged: (channelId: string) => Promise<void>;
  /** How many conversations are being worked on. */
  readonly busy: () => number;
  /** Resolves when nothing is under way. */
  readonly idle: () => Promise<void>;
  close(): Promise<void>;
}

/** The live connections of members and visitors, to which the pipeline reports. */
export interface ConversationListeners extends PartialListeners {
  readonly changed: (before: ConversationDoc, after: ConversationDoc) => void;
  /** Messages whose state changed were written. */
  readonly written: (conversation: ConversationDoc) => void;
  readonly typing: (conversation: ConversationDoc, seconds: number) => void;
}
