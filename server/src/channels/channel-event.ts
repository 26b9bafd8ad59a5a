import type { MessageContent, MessageTemplate } from "@chatloom/flows-schema";
import type { AccountStanding } from "./account-standing.ts";
import type { SendFailure } from "./send-failure.ts";

/** A person's address on a channel; `aliases` are other ids of the same person (a phone number beside a BSUID). */
export interface IncomingSender {
  readonly id: string;
  readonly aliases?: readonly string[] | undefined;
  readonly profile?: Profile | undefined;
  /** The id that `Channel.profile` asks with. Set where the address is not the person's, such as a thread's, or where a username is not enough. */
  readonly profileId?: string | undefined;
  /** Nobody knows who it is, and the id says nothing to a reader: a visitor of the website chat. */
  readonly anonymous?: true | undefined;
}

/** A person, as a platform describes them. */
export interface Profile {
  readonly name?: string | undefined;
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly username?: string | undefined;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
  readonly language?: string | undefined;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string | undefined;
  /** An IANA name. */
  readonly timeZone?: string | undefined;
  readonly pictureUrl?: string | undefined;
}

/** How the contact found us: an ad, a ref link. */
export interface Referral {
  readonly ref: string;
  readonly source?: string | undefined;
  /** Of the ad. */
  readonly headline?: string | undefined;
  readonly body?: string | undefined;
  readonly url?: string | undefined;
  /** The ad platform's id of the click, for conversion reports. */
  readonly clickId?: string | undefined;
  /** Named values of the ad or address: `ad_id`, `utm_source`. */
  readonly values?: Readonly<Record<string, string>> | undefined;
}

/** Allows one answer to an event: LINE's reply token, the comment that a private reply answers. The platform refuses a second one. */
export interface ReplyToken {
  readonly value: string;
  /** Epoch milliseconds by our clock. From then on no first attempt is made with it. */
  readonly until: number;
  /** The answer may leave although the message window is closed. */
  readonly opensWindow?: true | undefined;
}

/** An account of ours, as a platform describes it. */
export type AccountNews = TemplateNews | StandingNews;

/** The account's standing changed. */
export interface StandingNews {
  readonly about: "standing";
  readonly standing: AccountStanding;
}

/** A template's review, quality or category changed. What is left out stays. */
export interface TemplateNews {
  readonly about: "template";
  readonly templateId: string;
  readonly name: string;
  readonly language: string;
  readonly change: Partial<Pick<MessageTemplate, "status" | "reason" | "category" | "quality">>;
}

interface EventBase {
  /** Unique within the account and the same at every redelivery. */
  readonly id: string;
  /** Which account it is for, as in `Channel.account`; undefined where the body does not say. */
  readonly account: string | undefined;
  /** Epoch milliseconds, by the platform's clock. */
  readonly at: number;
  /** Of what a contact did. The next message to them gets it as `OutgoingMessage.replyToken`. */
  readonly replyToken?: ReplyToken | undefined;
  /**
   * Of what a contact did: what answers need to stay in the platform's thread, such as a mail's subject and references. Kept until
   * another event brings another; at most 8,000 characters. Messages get it as `OutgoingMessage.thread`.
   */
  readonly thread?: string | undefined;
}

/** The bytes of a file that came with its event. The server keeps the file before it stores the event. */
export interface AttachedFile {
  readonly base64: string;
  readonly fileName: string;
  readonly mimeType: string;
}

/** An event on the platform, in our terms. */
export type ChannelEvent = EventBase &
  (
    | {
        readonly kind: "message";
        readonly from: IncomingSender;
        /** The platform's id of the message. */
        readonly messageId: string;
        readonly content: MessageContent;
        /** The file of `content`, where no address leads to it. */
        readonly attached?: AttachedFile | undefined;
        readonly replyTo?: string | undefined;
        /** For the thread only: not something the contact says, so no flow answers it. */
        readonly quiet?: true | undefined;
        /**
         * A comment in public. It joins the thread, but opens no message window and answers no question. Only a flow for its
         * `referral` starts.
         */
        readonly comment?: true | undefined;
        /** For the thread only, from before the channel was connected. Its moment is kept however old. */
        readonly history?: true | undefined;
        /** Dropped unless the conversation exists: a reply in a thread that need not be one of ours. */
        readonly onlyIfKnown?: true | undefined;
        readonly referral?: Referral | undefined;
      }
    | {
        readonly kind: "postback";
        readonly from: IncomingSender;
        /** Of the tap itself, where the platform makes a message of it. */
        readonly messageId?: string | undefined;
        readonly payload: string;
        readonly label?: string | undefined;
        readonly referral?: Referral | undefined;
        /** Needed by `acknowledge`. */
        readonly tapId?: string | undefined;
      }
    /** First contact without words: Get Started, /start, a follow. */
    | {
        readonly kind: "welcome";
        readonly from: IncomingSender;
        readonly ref?: string | undefined;
        /** As in `Referral`; also without a `ref`. */
        readonly values?: Readonly<Record<string, string>> | undefined;
        /** The button or the words that caused it: `Get Started`, `/start`. */
        readonly text?: string | undefined;
        /** Dropped where the contact has written before: the platform tells each time the chat is opened. */
        readonly onlyIfNew?: true | undefined;
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
        readonly to?: IncomingSender | undefined;
        readonly messageId?: string | undefined;
        readonly watermark?: number | undefined;
        readonly status: "sent" | "delivered" | "read" | "failed";
        readonly failure?: SendFailure | undefined;
        /** Our outbox id, where the platform returns it. */
        readonly correlation?: string | undefined;
      }
    /** Sent from our account, but perhaps not by us: a person may have answered in the platform's own inbox. */
    | {
        readonly kind: "echo";
        readonly to: IncomingSender;
        readonly messageId: string;
        readonly content: MessageContent;
        readonly ours: boolean;
        /** As with messages. */
        readonly history?: true | undefined;
        readonly correlation?: string | undefined;
      }
    /** The platform passed the conversation to us, or to another app or inbox. */
    | {
        readonly kind: "threadControl";
        readonly from: IncomingSender;
        readonly owner: "us" | "other";
      }
    /** The contact blocked or unblocked us. */
    | { readonly kind: "reachability"; readonly from: IncomingSender; readonly reachable: boolean }
    /** The contact linked their account at the company with the chat, or unlinked it. `code` is what the company's page said of it. */
    | {
        readonly kind: "accountLink";
        readonly from: IncomingSender;
        readonly linked: boolean;
        readonly code?: string | undefined;
      }
    /** The contact filled in a form that asked for a rating. `question` is the form's token. */
    | {
        readonly kind: "feedback";
        readonly from: IncomingSender;
        readonly question: string;
        readonly score: number;
        readonly comment?: string | undefined;
      }
    /** The contact's address changed. */
    | { readonly kind: "addressChanged"; readonly from: IncomingSender; readonly previous: string }
    /** Somebody filled in a form on the platform; `Channel.leads` fetches it. It opens no conversation. */
    | { readonly kind: "lead"; readonly leadId: string }
    /** News of the account itself; nobody wrote. Where it has an `owner`, it is for every account of this owner. */
    | { readonly kind: "account"; readonly owner?: string; readonly news: AccountNews }
    /** Knowingly not used; `what` is the platform's name for it. Counted. */
    | { readonly kind: "ignored"; readonly what: string }
  );
