import type { MessageContent } from "@chatloom/flows-schema";
import type { FollowedLink, Input } from "@chatloom/runtime";
import type { ChannelEvent } from "../channels/channel.ts";
import type { CaseMessage } from "../desks/case-message.ts";
import type { DeskEvent } from "../desks/desk.ts";
import type { ObjectId } from "../store/scoped-model.ts";
import type { MessageDoc } from "./message-doc.ts";

/**
 * Something that came from outside, stored before it is acknowledged. `_id` is the channel's id and the platform's id of the
 * event, so that a redelivery is the same document.
 */
export interface InboundDoc {
  readonly _id: string;
  readonly workspaceId: ObjectId;
  readonly channelId: string;
  /** Whose turn it is to be processed: a conversation's key or `#` and its id. Gone once it is done. */
  readonly waiting?: string;
  readonly receivedAt: number;
  /** The browser's own key of its message, which the browser receives back. */
  readonly key?: string | undefined;
  /** The trace of its arrival; see `Span`. */
  readonly trace?: string | undefined;
  /** Gone once it is done. */
  readonly event?: InboundEvent;
  /** Kept so long, to know redeliveries by. */
  readonly expireAt: Date;
}

/** An event of a platform or a helpdesk, or a request of the API, another flow or a member. */
export type InboundEvent =
  | ChannelEvent
  | DeskEvent
  | { readonly kind: "input"; readonly input: Input; readonly at: number }
  | RelayedMessages
  | BridgedMessage;

/** A message of one helpdesk that a bridge carries to another. */
export interface BridgedMessage {
  readonly kind: "bridged";
  readonly at: number;
  readonly bridgeId: string;
  /** The helpdesk that it goes to. */
  readonly to: string;
  readonly message: CaseMessage;
}

/** A link of the workspace that a contact followed. */
export interface FollowedRefLink {
  readonly code: string;
  readonly link: FollowedLink;
  /** The link's own, such as `utm_source`. */
  readonly values: Readonly<Record<string, string>>;
}

/** A link to this channel that a contact was sent on another one. */
export interface FollowedSwitch {
  readonly id: string;
  /** Who was sent it. */
  readonly contactId: string;
}

/** Messages that another channel refused, for a conversation of the same contact. */
export interface RelayedMessages {
  readonly kind: "relay";
  readonly at: number;
  /** The channel that refused them. */
  readonly channelName: string;
  readonly contents: readonly MessageContent[];
  readonly author: "bot" | "human";
  readonly marketing?: boolean | undefined;
}

/** An event that waits to be processed. */
export type WaitingInbound = InboundDoc &
  Required<Pick<InboundDoc, "waiting" | "event">> & {
    /** How its file fares; known once it was looked for, never stored here. */
    readonly media?: Pick<MessageDoc, "file" | "failure"> | undefined;
    /** The message of the thread that it answers; known once it was looked for. */
    readonly replyTo?: string | undefined;
    /** The workspace's link that the contact followed; known once it was looked for. */
    readonly followed?: FollowedRefLink | undefined;
    /** The link with which the contact comes from another channel; known once it was looked for. */
    readonly switched?: FollowedSwitch | undefined;
  };
