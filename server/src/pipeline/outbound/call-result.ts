import type { HttpReply } from "../../channels/channel.ts";

/** The result of a call: an answer; certainly not received, so it may be repeated; or unclear. */
export type CallResult =
  | { readonly reply: HttpReply }
  | { readonly notSent: string }
  | { readonly lost: string };
