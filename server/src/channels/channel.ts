import type { Abilities, MessageContent } from "@chatloom/flows-schema";
import type { Static, TObject } from "typebox";
import type { AccountStanding } from "./account-standing.ts";
import type { ChannelEvent, Profile } from "./channel-event.ts";
import type { ChannelHistory } from "./channel-history.ts";
import type { ChannelTemplates } from "./channel-templates.ts";
import type { Connection } from "./connection.ts";
import type { HttpCall, HttpReply } from "./http-call.ts";
import type { Leads } from "./lead.ts";
import type { PlatformCall } from "./mail-call.ts";
import type { MailboxProtocol } from "./mailbox-protocol.ts";
import type { RefLinks } from "./ref-links.ts";
import type { Renewal } from "./renewal.ts";
import type { SocketProtocol } from "./socket-protocol.ts";

export type * from "./channel-event.ts";
export type * from "./connection.ts";
export type * from "./http-call.ts";
export type * from "./mail-call.ts";
export type { SendFailure } from "./send-failure.ts";

/**
 * CONTRACT. A channel is a value: small pure functions and data. The server does the talking, the storing and the
 * retrying; a channel only knows its platform's shapes. Adding one is a folder here and a line in `index.ts`.
 */
export interface Channel<S extends TObject = TObject> extends Connection<S, ChannelEvent> {
  readonly abilities: Abilities;
  /** Who owns the account on the platform, as in the events about all accounts of one owner; undefined or empty where that is unknown. */
  readonly owner?: (settings: Static<S>) => string | undefined;
  /** The addresses that open a chat with this account and tell which link was followed. */
  readonly refLinks?: RefLinks;
  /** The month's messages of the account's plan, asked once an hour and when credentials are checked. */
  readonly quota?: {
    readonly ask: (settings: Static<S>) => readonly HttpCall[];
    /** The answers are good and in the order of the calls. Undefined where they do not tell it. */
    readonly read: (replies: readonly HttpReply[]) => AccountStanding["quota"];
  };
  /** Forms that people fill in on the platform, told by `lead` events. */
  readonly leads?: Leads<Static<S>>;
  /** The templates that the platform reviews. */
  readonly templates?: ChannelTemplates<S>;
  /**
   * Gives the next call that must come before the one of `compose`, such as an upload; undefined when enough is known.
   * `replies` are the answers so far, all of them good, except to calls that are `optional`. Repeating such a call must do no harm.
   */
  readonly prepare?: (
    message: OutgoingMessage,
    settings: Static<S>,
    replies: readonly HttpReply[],
  ) => PreparingCall | undefined;
  /** The one call that sends this message. The content already fits `abilities`. `prepared` are the answers to `prepare`. */
  readonly compose: (
    message: OutgoingMessage,
    settings: Static<S>,
    prepared?: readonly HttpReply[],
  ) => ChannelCall;
  /** Whether a message shows a keyboard that stays until another message takes it away, or takes such a one away; undefined for neither. */
  readonly keyboard?: (message: OutgoingMessage) => "shown" | "removed" | undefined;
  /** Undoes what a kept answer tells of, when the member for whom it was made has left. Repeating it must do no harm. */
  readonly discard?: (kept: unknown, settings: Static<S>) => HttpCall | undefined;
  /** The call that shows "typing…" (and marks as read, where that is one thing). */
  readonly composeTyping?: (
    message: Omit<OutgoingMessage, "content">,
    settings: Static<S>,
  ) => ChannelCall;
  /** Tells the platform who answers a contact from now on: the bot (`us`) or people. Repeating it must do no harm. */
  readonly composeOwner?: (to: string, owner: "us" | "other", settings: Static<S>) => HttpCall;
  /** Reads the conversations that the platform keeps. */
  readonly history?: ChannelHistory<S>;
  /** A call that must follow a tap or message at once, such as Telegram's answerCallbackQuery. */
  readonly acknowledge?: (event: ChannelEvent, settings: Static<S>) => HttpCall | undefined;
  /** A connection that the server keeps open, for events that the platform tells in no other way. */
  readonly socket?: SocketProtocol<S>;
  /** A mailbox that the server watches. */
  readonly mailbox?: MailboxProtocol<S>;
  /** Gives the address of a person whose e-mail or phone (E.164) is known; undefined where neither is an address. */
  readonly addressOf?: (facts: {
    readonly email?: string | undefined;
    readonly phone?: string | undefined;
  }) => string | undefined;
  /** Asks the platform who a contact is. */
  readonly profile?: {
    readonly ask: (addressId: string, settings: Static<S>) => HttpCall;
    readonly read: (reply: HttpReply) => Profile | undefined;
  };
  /** Renews credentials that expire. */
  readonly renew?: Renewal<S>;
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
  /** The member who wrote it. */
  readonly agent?: { readonly id: string; readonly name: string } | undefined;
  /** The platform's id of the contact's last message. */
  readonly lastIncomingId?: string | undefined;
  /** Epoch milliseconds of the contact's last message. */
  readonly lastIncomingAt?: number | undefined;
  /** The menu that the contact sees from now on, by its name in the settings; `default`: that of everyone. */
  readonly menu?: string | undefined;
  /** The contact has written since they were shown a `keyboard`, which is still there. */
  readonly staleKeyboard?: true | undefined;
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

/** A call that must come before that of a message. */
export interface PreparingCall extends HttpCall {
  /**
   * Keeps the answer under a name, and gives it in place of the call for so many days. It is forgotten when a message for which it was
   * used is refused; then the call is made anew.
   */
  readonly keep?: {
    readonly as: string;
    readonly days: number;
    /**
     * The member for whom it was made. When they leave, `discard` undoes it. For a member who has left it is not made: an `optional`
     * call then counts as refused.
     */
    readonly ofMember?: string;
  };
  /** Whether the message can be composed without it: then `compose` gets the answer that refused it. */
  readonly optional?: true;
}

/** `local`: nothing to call, storing and the live connection deliver it (web chat). */
export type ChannelCall = PlatformCall | { readonly local: true };

/** Declares a channel; the type parameter ties its functions to its settings. */
export function defineChannel<S extends TObject>(channel: Channel<S>): Channel<S> {
  return channel;
}
