import type { Static, TObject } from "typebox";
import type { ChannelEvent } from "./channel-event.ts";
import type { HttpCall, HttpReply } from "./http-call.ts";
import type { Json } from "./read-json.ts";

/** A conversation that the platform keeps. */
export interface KeptConversation {
  /** The contact's address. */
  readonly id: string;
  /** The conversation as the platform told it. */
  readonly told: Json;
}

/** CONTRACT. Reads the conversations that a platform keeps, page by page. All functions are pure. */
export interface ChannelHistory<S extends TObject = TObject> {
  /** The platform tells each event once: what it told in vain is read from here and answered. */
  readonly catchesUp?: true;
  /** The most calls per second that the platform takes. */
  readonly callsPerSecond?: number;
  /** The call that lists a page, the conversations with news first. Without `after`, the first one. */
  readonly list: (settings: Static<S>, after: string | undefined) => HttpCall;
  readonly readList: (
    reply: HttpReply,
    settings: Static<S>,
    after: string | undefined,
  ) => {
    /** The number of conversations, where the platform tells it. */
    readonly total?: number | undefined;
    readonly conversations: readonly KeptConversation[];
    /** Leads to the next page; undefined on the last one. */
    readonly next: string | undefined;
  };
  /** The call for the messages before one, or for the newest ones. */
  readonly messages: (
    settings: Static<S>,
    conversation: KeptConversation,
    before: string | undefined,
  ) => HttpCall;
  /** The messages as events, the oldest first, with the ids that webhooks give them. `before` leads to earlier ones. */
  readonly readMessages: (
    reply: HttpReply,
    conversation: KeptConversation,
    settings: Static<S>,
    now: number,
  ) => { readonly events: readonly ChannelEvent[]; readonly before: string | undefined };
}
