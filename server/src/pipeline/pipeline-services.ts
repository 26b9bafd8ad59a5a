import type { PartialAnswer, Reason } from "@chatloom/api-schema";
import type { Abilities } from "@chatloom/flows-schema";
import type { JsonObject } from "@chatloom/runtime";
import type { ServerContext } from "../context/server-context.ts";
import type { ConversationDoc } from "../domain/conversation-doc.ts";
import type { WaitingInbound } from "../domain/inbound-doc.ts";
import type { TurnContext } from "../domain/turn-draft.ts";
import type { ConnectedDesk } from "../records/connected-channel.ts";
import type { ContactStore } from "../records/contact-store.ts";
import type { ConversationStore } from "../records/conversation-store.ts";
import type { InboundStore } from "../records/inbound-store.ts";
import type { MessageStore } from "../records/message-store.ts";
import type { TrafficLog } from "../records/traffic-log.ts";
import type { WebhookOutbox } from "../records/webhook-outbox.ts";
import type { CrmCaller } from "./crm/crm-caller.ts";
import type { CrmEffects } from "./crm/crm-effects.ts";
import type { EffectDoer } from "./effects/effect-doer.ts";
import type { MediaKeeper } from "./media/media-keeper.ts";
import type { SendingAccount } from "./outbound/deliver-entry.ts";
import type { PlatformClient } from "./outbound/platform-client.ts";
import type { Renewals } from "./outbound/renewals.ts";
import type { SendPace } from "./outbound/send-pace.ts";
import type { PaymentEffects } from "./payments/payment-effects.ts";
import type { Sheets } from "./sheets/sheets.ts";
import type { PendingWriter } from "./turn/flush-pending-writes.ts";
import type { WorkSlots } from "./turn/work-slots.ts";

/** Those who see an answer while it is written. */
export interface PartialListeners {
  /** Whether anyone sees the bot's answers to this conversation while they are written. */
  readonly seesPartial: (conversation: ConversationDoc) => Promise<boolean>;
  readonly partial: (conversation: ConversationDoc, partial: PartialAnswer) => void;
}

/** Carries out what reaches beyond the conversation, also in spreadsheets. */
export interface Effects extends EffectDoer {
  readonly sheets: Sheets;
}

/** Everything that work on conversations needs. Made once per server. */
export interface PipelineServices {
  readonly context: ServerContext;
  /** Tells this process's leases from those of others. */
  readonly owner: string;
  readonly conversations: ConversationStore;
  readonly contacts: ContactStore;
  readonly messages: MessageStore;
  readonly inbound: InboundStore;
  /** Stores events for outgoing webhooks. */
  readonly webhooks: WebhookOutbox;
  readonly effects: Effects;
  readonly payments: PaymentEffects;
  /** Carries out actions of CRMs. */
  readonly crm: CrmCaller;
  /** Carries out what CRM steps ask for. */
  readonly crmEffects: CrmEffects;
  readonly client: PlatformClient;
  /** Notes what goes between a channel's platform and this server. */
  readonly traffic: TrafficLog;
  readonly pace: SendPace;
  readonly pendingWriter: PendingWriter;
  /** The pending writes of a conversation have been carried out. */
  readonly onFlushed: (conversation: ConversationDoc) => void;
  /** Keeps the file of a contact's message. */
  readonly media: MediaKeeper["fetch"];
  /** Loads the flows and settings that a conversation's inputs meet, and the channel that sends. */
  readonly loadEnvironment: (
    conversation: ConversationDoc,
    events?: readonly WaitingInbound[],
  ) => Promise<TurnEnvironment>;
  /** Who sends for it, and how fast that may go: all that sending needs of the environment. */
  readonly sendingChannel: (conversation: ConversationDoc) => Promise<SendingChannel>;
  /** Asks the platform who a new contact is, by `profileId` or else the address. Nothing waits for it. */
  readonly fetchProfile: (conversation: ConversationDoc, profileId?: string) => void;
  /** Tells members and visitors what changed. */
  readonly onChanged: (before: ConversationDoc, after: ConversationDoc) => void;
  /** Shows the visitor of a web chat that an answer is being written. */
  readonly showTypingLocally: (conversation: ConversationDoc, seconds: number) => void;
  /** Those who see an answer while it is written. */
  readonly listeners: PartialListeners;
  /** Says whether a send that was refused for its credentials may succeed with newer ones. */
  readonly mayTryAgain: Renewals["mayTryAgain"];
  /** The platform refused the channel's credentials. */
  readonly channelRefused: (conversation: ConversationDoc, reason: Reason) => Promise<void>;
  /** The connected helpdesk with this id; undefined once it is disconnected. */
  readonly desk: (id: string) => Promise<ConnectedDesk | undefined>;
  /** The platform refused an account's credentials. */
  readonly accountRefused: (
    account: Pick<ConnectedDesk, "id" | "workspaceId">,
    reason: Reason,
  ) => Promise<void>;
  /** How many server processes share the store. */
  readonly processes: () => number;
  /** Whether a channel is paused: it takes no turns and sends nothing. */
  readonly isPaused: (channelId: string) => Promise<boolean>;
  /** Works on a conversation, one of whose sends may begin. */
  readonly nudge: (conversationId: string) => void;
  /** The conversations that this process works on at a moment. */
  readonly slots: WorkSlots;
  /** Whether the server is going down: nothing new is begun. */
  readonly closing: () => boolean;
  /** Whether what was under way then has had its time. */
  readonly leaving: () => boolean;
}

/** The account that messages go out through; none once the channel is disconnected. */
export interface SendingChannel {
  readonly account: SendingAccount | undefined;
  readonly abilities: Abilities;
}

/** The flows and settings that a turn uses. */
export interface TurnEnvironment {
  readonly turnContext: TurnContext;
  readonly variables: JsonObject;
}
