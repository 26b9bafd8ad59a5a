import type { Abilities, MessageContent } from "@chatloom/flows-schema";
import type { Static, TObject } from "typebox";
import type { ChannelEvent, Profile } from "./channel-event.ts";
import type { ChannelTemplates } from "./channel-templates.ts";
import type { HttpCall, HttpReply } from "./http-call.ts";
import type { MailCall } from "./mail-call.ts";
import type { MailboxProtocol } from "./mailbox-protocol.ts";
import type { Renewal } from "./renewal.ts";
import type { SendFailure } from "./send-failure.ts";
import type { SocketProtocol } from "./socket-protocol.ts";

export type * from "./channel-event.ts";
export type * from "./http-call.ts";
export type * from "./mail-call.ts";
export type { SendFailure } from "./send-failure.ts";

/**
 * CONTRACT. A channel is a value: small pure functions and data. The server does the talking, the storing and the
 * retrying; a channel only knows its platform's shapes. Adding one is a folder here and a line in `index.ts`.
 */
export interface Channel<S extends TObject = TObject> {
  /** Part of webhook addresses and of the API: `whatsapp`. */
  readonly type: string;
  /** The platform's name as people know it. */
  readonly title: string;
  /** A tabler icon's name. */
  readonly icon: string;
  /** What connecting takes; fields with `widget: "secret"` are encrypted at rest and never returned. Every channel has `apiBaseUrl` with a default, unless it calls nobody. */
  readonly settings: S;
  /** Brings settings that fit the schema into their stored form; `flaws` name those that have no meaning. */
  readonly normalise?: (settings: Static<S>) => {
    readonly settings: Static<S>;
    readonly flaws: readonly { readonly at: string; readonly message: string }[];
  };
  readonly abilities: Abilities;
  /** Environment variables that connect the channel without clicking: setting name → variable name. */
  readonly environment: Readonly<Partial<Record<keyof Static<S> & string, string>>>;
  /** Addresses under which other systems take this platform's webhooks, so that a platform set up for one need not be changed: `/facebook/webhook`. */
  readonly otherPaths?: readonly string[];
  /** How to connect it, as steps in Markdown; `{{webhookUrl}}` and `{{verifyToken}}` are filled in. */
  readonly guide: { readonly en: string; readonly vi: string };
  /** Answers a GET to the webhook address (Meta's challenge); undefined where the platform has none. */
  readonly handshake?: (request: WebhookRequest, settings: Static<S>) => WebhookReply;
  /** Reads a body that is not plain JSON, such as a form, a mail or one with whole numbers beyond 2^53; undefined (or a promise of it) where it is malformed. */
  readonly readBody?: (request: WebhookRequest) => unknown;
  /** The largest webhook body in bytes, where it is more than 3 MB: mails bring their files along. */
  readonly mostWebhookBytes?: number;
  /** Whether a POST only tests the address; it is answered 200 and nothing is read. Only for what holds no event. Never throws. */
  readonly isProbe?: (request: WebhookRequest) => boolean;
  /** Who owns the account on the platform, as in the events about all accounts of one owner; undefined or empty where that is unknown. */
  readonly owner?: (settings: Static<S>) => string | undefined;
  /** The templates that the platform reviews. */
  readonly templates?: ChannelTemplates<S>;
  /** Whether the platform really sent this. Constant-time; never throws, whatever the headers hold. */
  readonly verify: (request: WebhookRequest, settings: Static<S>, now: number) => boolean;
  /**
   * The events in a verified body, in the platform's order. What it does not know becomes `ignored`, never an
   * error; what is not of its platform at all gives `[]`.
   */
  readonly parse: (body: unknown, settings: Static<S>, now: number) => readonly ChannelEvent[];
  /** Answers a verified POST whose events are stored, where the platform wants more than an empty 200; undefined: it does not. */
  readonly respond?: (body: unknown, settings: Static<S>) => WebhookReply | undefined;
  /** The word to type into the platform's webhook form, where it has one; the same for the same settings. */
  readonly verifyToken?: (settings: Static<S>) => string;
  /** The account (page, number, bot) an event must belong to, where one webhook serves many; undefined where it cannot be told. */
  readonly account: (settings: Static<S>) => string | undefined;
  /**
   * Gives the next call that must come before the one of `compose`, such as an upload; undefined when enough is known.
   * `replies` are the answers so far, all of them good. Repeating such a call must do no harm.
   */
  readonly prepare?: (
    message: OutgoingMessage,
    settings: Static<S>,
    replies: readonly HttpReply[],
  ) => HttpCall | undefined;
  /** The one call that sends this message. The content already fits `abilities`. `prepared` are the answers to `prepare`. */
  readonly compose: (
    message: OutgoingMessage,
    settings: Static<S>,
    prepared?: readonly HttpReply[],
  ) => ChannelCall;
  /** The call that shows "typing…" (and marks as read, where that is one thing). */
  readonly composeTyping?: (
    message: Omit<OutgoingMessage, "content">,
    settings: Static<S>,
  ) => ChannelCall;
  /** A call that must follow a tap or message at once, such as Telegram's answerCallbackQuery. */
  readonly acknowledge?: (event: ChannelEvent, settings: Static<S>) => HttpCall | undefined;
  /**
   * What the platform's answer to `compose` means. `attempt` counts the earlier answers "busy" to the same message, for
   * platforms that say how the wait must grow.
   */
  readonly readReply: (reply: HttpReply, attempt?: number) => SendResult;
  /** A connection that the server keeps open, for events that the platform tells in no other way. */
  readonly socket?: SocketProtocol<S>;
  /** A mailbox that the server watches. */
  readonly mailbox?: MailboxProtocol<S>;
  /** Renews credentials that expire. */
  readonly renew?: Renewal<S>;
  /** Asks the platform who a contact is. */
  readonly profile?: {
    readonly ask: (addressId: string, settings: Static<S>) => HttpCall;
    readonly read: (reply: HttpReply) => Profile | undefined;
  };
  /** Fetches a file a contact sent: `locate` finds its address (undefined: `download` needs none), `download` fetches it. */
  readonly media?: {
    readonly locate?: (platformId: string, settings: Static<S>) => HttpCall | undefined;
    readonly download: (
      located: HttpReply | undefined,
      platformId: string,
      settings: Static<S>,
    ) => HttpCall | undefined;
  };
  /** Checks the credentials and tells whose they are. */
  readonly identify?: {
    readonly ask: (settings: Static<S>) => PlatformCall;
    /** Other calls that must be answered well, where the account is on more than one server. */
    readonly alsoAsk?: (settings: Static<S>) => readonly PlatformCall[];
    /** `problem` says in plain words why a good answer does not help; undefined: what `readReply` says of it. */
    readonly read: (reply: HttpReply) => Identity<S> | IdentityProblem | undefined;
  };
  /** The calls, in order, that point the platform at our webhook. */
  readonly setUp?: (
    settings: Static<S>,
    addresses: { readonly webhookUrl: string; readonly verifyToken: string },
  ) => readonly HttpCall[];
}

/** Why the credentials, though they are taken, connect no account. */
export interface IdentityProblem {
  readonly problem: string;
}

/** Whose credentials these are. */
export interface Identity<S extends TObject = TObject> {
  readonly name: string;
  readonly account?: string;
  /** Where people begin to talk to this account: `https://t.me/shop_bot`. */
  readonly chatUrl?: string | undefined;
  /** Settings that the platform told; they are kept where the member left them empty. */
  readonly learned?: Readonly<Partial<Static<S>>>;
}

/** A webhook request: raw bytes as they came, headers with lower-case names. */
export interface WebhookRequest {
  readonly method: string;
  readonly url: string;
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}

/** What the webhook answers besides the plain 200. */
export interface WebhookReply {
  readonly status: number;
  readonly body: string;
  readonly contentType?: string;
}

/** A message on its way out. */
export interface OutgoingMessage {
  /** The outbox entry's id: the idempotency or correlation key where the platform has one. */
  readonly id: string;
  /** The contact's address. */
  readonly to: string;
  /** Other addresses of the same person on this channel, as in `IncomingSender.aliases`. */
  readonly aliases?: readonly string[];
  /** Epoch milliseconds of this attempt: windows and signatures that carry a time are reckoned from it; absent: the system's clock. */
  readonly at?: number;
  readonly content: MessageContent;
  /** Messages that follow in the same call, where `abilities.messagesPerCall` allows it. */
  readonly more?: readonly MessageContent[] | undefined;
  /** Answers nobody: a broadcast or a scheduled message. */
  readonly campaign?: true | undefined;
  /** Who wrote it; some windows are wider for people. */
  readonly author: "bot" | "human";
  /** The platform's id of the contact's last message. */
  readonly lastIncomingId?: string | undefined;
  /** Epoch milliseconds of the contact's last message. */
  readonly lastIncomingAt?: number | undefined;
  /** The newest `thread` that an event of the contact brought. */
  readonly thread?: string | undefined;
  /** The platform's id of the message this one answers. */
  readonly replyTo?: string | undefined;
  /**
   * The value of an event's reply token. Only one message gets it. A retry brings the same one until `readReply` says `token`: then
   * the message comes again without it.
   */
  readonly replyToken?: string | undefined;
}

/** A call to a platform's API or to a mail server. */
export type PlatformCall = HttpCall | MailCall;

/** `local`: nothing to call, storing and the live connection deliver it (web chat). */
export type ChannelCall = PlatformCall | { readonly local: true };

/** Whether the platform took the message. */
export type SendResult =
  | {
      readonly ok: true /** The platform's id of the message, for statuses. */;
      readonly messageId: string | undefined;
      /** Of the other messages of the call, in order. */
      readonly moreIds?: readonly string[] | undefined;
    }
  | { readonly ok: false; readonly failure: SendFailure };

/** Declares a channel; the type parameter ties its functions to its settings. */
export function defineChannel<S extends TObject>(channel: Channel<S>): Channel<S> {
  return channel;
}
