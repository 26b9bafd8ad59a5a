import type { HttpReply } from "../../channels/channel.ts";

/** What came of a call: an answer; certainly nothing, so that it may be repeated; or nobody knows. */
export type CallResult =
  | { readonly reply: HttpReply }
  | { readonly notSent: string }
  | { readonly lost: string };
