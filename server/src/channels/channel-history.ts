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
  /** Conversations on a page. */
  readonly perPage: number;
  /** The call that lists a page; the first one is 1. */
  readonly list: (settings: Static<S>, page: number) => HttpCall;
  readonly readList: (reply: HttpReply) => {
    readonly total: number;
    readonly conversations: readonly KeptConversation[];
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
