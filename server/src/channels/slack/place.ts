import type { IncomingSender } from "../channel.ts";

/**
 * The sender at a place: a conversation is a person's direct messages (`U1`), or one thread of a channel or of the direct messages
 * (`C1/1754000000.000100`).
 */
export function senderAt(place: {
  readonly channel: string;
  readonly user: string;
  readonly ts: string;
  readonly threadTs: string | undefined;
}): IncomingSender {
  const { channel, user, ts, threadTs } = place;
  if (isDirect(channel)) {
    return threadTs === undefined || threadTs === ts
      ? { id: user }
      : { id: `${user}/${threadTs}`, profileId: user };
  }
  return { id: `${channel}/${threadTs ?? ts}`, profileId: user };
}

/** Whether a channel holds the direct messages of one person. */
export function isDirect(channel: string): boolean {
  return channel.startsWith("D");
}

/** The parts of an address: Slack takes a person's id for the channel of their direct messages. */
export function placeOf(address: string): { readonly channel: string; readonly thread?: string } {
  const [channel = address, thread] = address.split("/", 2);
  return thread === undefined ? { channel } : { channel, thread };
}

/** A message's id, unique within the workspace: Slack numbers messages within a channel. */
export function messageIdOf(channel: string, ts: string): string {
  return `${channel}:${ts}`;
}
