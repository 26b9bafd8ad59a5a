import type { Abilities } from "@chatloom/flows-schema";
import type { JsonObject } from "@chatloom/runtime";
import type { ServerContext } from "../../context/server-context.ts";
import type { ConversationDoc } from "../../domain/conversation-doc.ts";
import type { Reason } from "../../domain/outcome.ts";
import type { Surroundings } from "../../domain/situation.ts";
import type { ContactStore } from "../../records/contact-store.ts";
import type { ConversationStore } from "../../records/conversation-store.ts";
import type { InboundStore } from "../../records/inbound-store.ts";
import type { MessageStore } from "../../records/message-store.ts";
import type { EffectDoer } from "../effects/effect-doer.ts";
import type { MediaKeeper } from "../media/media-keeper.ts";
import type { SendingAccount } from "../outbound/deliver-entry.ts";
import type { PlatformClient } from "../outbound/platform-client.ts";
import type { SendPace } from "../outbound/send-pace.ts";
import type { Derive } from "./derive.ts";
import type { Lingering } from "./lingering.ts";

/** Everything that work on conversations needs. Made once per server. */
export interface Workshop {
  readonly context: ServerContext;
  /** Tells this process's leases from those of others. */
  readonly owner: string;
  readonly conversations: ConversationStore;
  readonly contacts: ContactStore;
  readonly messages: MessageStore;
  readonly inbound: InboundStore;
  readonly effects: EffectDoer;
  readonly client: PlatformClient;
  readonly pace: SendPace;
  readonly derive: Derive;
  /** Keeps the file of a contact's message. */
  readonly media: MediaKeeper["hear"];
  /** What a conversation's inputs meet now, and who sends for it. */
  readonly scene: (conversation: ConversationDoc) => Promise<Scene>;
  /** Who sends for it, and how fast that may go: all that sending needs of the scene. */
  readonly sender: (conversation: ConversationDoc) => Promise<Sender>;
  /** Asks the platform who a new contact is. Nothing waits for it. */
  readonly introduce: (conversation: ConversationDoc) => void;
  /** Tells members and visitors what changed. */
  readonly tell: (before: ConversationDoc, after: ConversationDoc) => void;
  /** Shows the visitor of a web chat that an answer is being written. */
  readonly tellTyping: (conversation: ConversationDoc, seconds: number) => void;
  /** The platform refused the channel's credentials. */
  readonly channelRefused: (conversation: ConversationDoc, reason: Reason) => Promise<void>;
  /** How many server processes share the store. */
  readonly processes: () => number;
  readonly lingering: Lingering;
  /** Whether the server is going down: nothing new is begun. */
  readonly closing: () => boolean;
  /** Whether what was under way then has had its time. */
  readonly leaving: () => boolean;
}

/** The account that messages go out through; none once the channel is disconnected or paused. */
export interface Sender {
  readonly account: SendingAccount | undefined;
  readonly abilities: Abilities;
}

/** What a turn meets, and the account its answers go out through; none once the channel is disconnected or paused. */
export interface Scene {
  readonly surroundings: Surroundings;
  readonly variables: JsonObject;
  readonly account: SendingAccount | undefined;
}
