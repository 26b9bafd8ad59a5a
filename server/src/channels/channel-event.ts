import type { MessageContent } from "@chatloom/flows-schema";
import type { SendFailure } from "./send-failure.ts";

/** A person's address on a channel; `aliases` are other ids of the same person (a phone number beside a BSUID). */
export interface IncomingSender {
  readonly id: string;
  readonly aliases?: readonly string[];
  readonly profile?: Profile;
  /** The id that `Channel.profile` asks with. Set where the address is not the person's, such as a thread's, or where a username is not enough. */
  readonly profileId?: string;
  /** Nobody knows who it is, and the id says nothing to a reader: a visitor of the website chat. */
  readonly anonymous?: true;
}

/** What a platform tells about a person. */
export interface Profile {
  readonly name?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly username?: string;
  readonly phone?: string;
  readonly email?: string;
  readonly language?: string;
  readonly pictureUrl?: string;
}

/** How the contact found us: an ad, a ref link. */
export interface Referral {
  readonly ref: string;
  readonly source?: string;
  /** Of the ad. */
  readonly headline?: string;
  readonly body?: string;
  readonly url?: string;
  /** The ad platform's id of the click, for conversion reports. */
  readonly clickId?: string;
}

/** Allows one answer to an event: LINE's reply token, the comment that a private reply answers. The platform refuses a second one. */
export interface ReplyToken {
  readonly value: string;
  /** Epoch milliseconds by our clock. From then on no first attempt is made with it. */
  readonly until: number;
  /** The answer may leave although the message window is closed. */
  readonly opensWindow?: true;
}

interface EventBase {
  /** Unique within the account and the same at every redelivery. */
  readonly id: string;
  /** Which account it is for, as in `Channel.account`; undefined where the body does not say. */
  readonly account: string | undefined;
  /** Epoch milliseconds, by the platform's clock. */
  readonly at: number;
  /** Of what a contact did. The next message to them gets it as `OutgoingMessage.replyToken`. */
  readonly replyToken?: ReplyToken;
}

/** What happened on the platform, in our words. */
export type ChannelEvent = EventBase &
  (
    | {
        readonly kind: "message";
        readonly from: IncomingSender;
        /** The platform's id of the message. */
        readonly messageId: string;
        readonly content: MessageContent;
        readonly replyTo?: string;
        /** For the thread only: not something the contact says, so no flow answers it. */
        readonly quiet?: true;
        /**
         * A comment in public. It joins the thread, but opens no message window and answers no question. Only a flow for its
         * `referral` starts.
         */
        readonly comment?: true;
        /** Dropped unless the conversation exists: a reply in a thread that need not be one of ours. */
        readonly onlyIfKnown?: true;
        readonly referral?: Referral;
      }
    | {
        readonly kind: "postback";
        readonly from: IncomingSender;
        /** Of the tap itself, where the platform makes a message of it. */
        readonly messageId?: string;
        readonly payload: string;
        readonly label?: string;
        readonly referral?: Referral;
        /** Needed by `acknowledge`. */
        readonly tapId?: string;
      }
    /** First contact without words: Get Started, /start, a follow. */
    | {
        readonly kind: "welcome";
        readonly from: IncomingSender;
        readonly ref?: string;
        /** What the contact tapped or typed for it: `Get Started`, `/start`. */
        readonly text?: string;
        /** Dropped where the contact has written before: the platform tells each time the chat is opened. */
        readonly onlyIfNew?: true;
      }
    | ({ readonly kind: "referral"; readonly from: IncomingSender } & Referral)
    | {
        readonly kind: "edit";
        readonly from: IncomingSender;
        readonly messageId: string;
        readonly content: MessageContent;
      }
    | { readonly kind: "delete"; readonly from: IncomingSender; readonly messageId: string }
    | {
        readonly kind: "reaction";
        readonly from: IncomingSender;
        readonly messageId: string /** Empty: taken back. */;
        readonly emoji: string;
      }
    /** How a message of ours fares. Either one message, or all up to a time (`watermark`). */
    | {
        readonly kind: "status";
        readonly to?: IncomingSender;
        readonly messageId?: string;
        readonly watermark?: number;
        readonly status: "sent" | "delivered" | "read" | "failed";
        readonly failure?: SendFailure;
        /** Our outbox id, where the platform returns it. */
        readonly correlation?: string;
      }
    /** Sent from our account, but perhaps not by us: a person may have answered in the platform's own inbox. */
    | {
        readonly kind: "echo";
        readonly to: IncomingSender;
        readonly messageId: string;
        readonly content: MessageContent;
        readonly ours: boolean;
        readonly correlation?: string;
      }
    /** The platform passed the conversation to us, or to another app or inbox. */
    | {
        readonly kind: "threadControl";
        readonly from: IncomingSender;
        readonly owner: "us" | "other";
      }
    /** The contact blocked or unblocked us. */
    | { readonly kind: "reachability"; readonly from: IncomingSender; readonly reachable: boolean }
    /** The contact's address changed. */
    | { readonly kind: "addressChanged"; readonly from: IncomingSender; readonly previous: string }
    /** Knowingly not used; `what` is the platform's name for it. Counted. */
    | { readonly kind: "ignored"; readonly what: string }
  );
