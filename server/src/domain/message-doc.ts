import type { Delivery, Reason } from "@chatloom/api-schema";
import type { MessageContent } from "@chatloom/flows-schema";
import type { AnswerSource } from "@chatloom/runtime";
import type { ObjectId } from "../store/scoped-model.ts";
import type { AwaitedFile } from "./media-content.ts";
import type { SendTry } from "./send-try.ts";
import type { StoredTurn } from "./turn-doc.ts";

/** A message as it is stored. Ids are 24 hexadecimal digits, moments epoch milliseconds. */
export interface MessageDoc {
  readonly _id: string;
  readonly workspaceId: ObjectId;
  readonly channelId: string;
  readonly conversationId: string;
  /** From 1, without gaps, in the order in which the server saw them. */
  readonly sequence: number;
  readonly direction: "incoming" | "outgoing" | "note" | "event";
  readonly author: MessageAuthor;
  readonly event?: ConversationEvent | undefined;
  /** Without its words where `sealed` has them. */
  readonly content: MessageContent;
  /** A `SensitiveAnswer` as JSON, encrypted and bound to the message's id. */
  readonly sealed?: string | undefined;
  /** The platform's id: unique within the channel. */
  readonly platformId?: string | undefined;
  /** Our id of the send; the platform may return it with statuses and echoes. */
  readonly outboxId?: string | undefined;
  /** The key that a member's program or a visitor's browser gave, so that repeating is harmless. */
  readonly key?: string | undefined;
  readonly delivery?: Delivery | undefined;
  readonly failure?: Reason | undefined;
  /** What came of each attempt to send it; absent for messages of earlier releases. */
  readonly tries?: readonly SendTry[] | undefined;
  /** The words of a voice note, once a model turned it into text. */
  readonly transcript?: Transcript | undefined;
  /** Where keeping the file stands that a contact sent. */
  readonly file?: AwaitedFile | undefined;
  readonly reactions?: readonly string[] | undefined;
  readonly edited?: boolean | undefined;
  readonly deleted?: boolean | undefined;
  readonly flowId?: string | undefined;
  readonly nodeId?: string | undefined;
  /** The broadcast that it belongs to. */
  readonly broadcastId?: string | undefined;
  /** Whether its links lead over this server, which counts who opens them. */
  readonly counted?: boolean | undefined;
  /** Whether it needs the contact's consent to marketing, on any channel. */
  readonly marketing?: boolean | undefined;
  /** Whether another channel of the contact did not deliver it; then no third one takes it over. */
  readonly relayed?: true | undefined;
  /** The message that this one answers. */
  readonly replyTo?: string | undefined;
  /** Of a note: the members it mentions. */
  readonly mentions?: readonly string[] | undefined;
  /** Of an AI's answer: the passages of the knowledge that the model was given. */
  readonly sources?: readonly AnswerSource[] | undefined;
  /** The bot's actions on it. */
  readonly turn?: StoredTurn | undefined;
  /** Counts the writes of this message, so that a reader knows which of two copies is newer. */
  readonly version?: number | undefined;
  readonly at: number;
}

/** The words of a voice note; empty where nobody speaks. */
export interface Transcript {
  readonly text: string;
  /** The model that wrote them. */
  readonly model: string;
  readonly at: number;
}

/** Who wrote a message. */
export interface MessageAuthor {
  readonly type: "contact" | "bot" | "member" | "system" | "otherApp";
  readonly id?: string;
  readonly name?: string;
}

/** The content of a message of direction `event`. */
export type ConversationEvent =
  | "takenOver"
  | "handedBack"
  | "handedOff"
  | "routedToFlow"
  | "routedToPeople"
  | "routedToNobody"
  | "relayed"
  | "assigned"
  | "escalated"
  | "paused"
  | "resolved"
  | "reopened"
  | "snoozed"
  | "woken"
  | "notSent"
  | "notNeeded"
  | "flowStopped"
  | "rated"
  | "ruled"
  | "returned";

/** A change to a message that is stored already. */
export interface MessageChange {
  readonly id: string;
  readonly messageId: string;
  readonly set: Partial<
    Pick<
      MessageDoc,
      "delivery" | "failure" | "tries" | "platformId" | "content" | "edited" | "deleted"
    >
  >;
}
