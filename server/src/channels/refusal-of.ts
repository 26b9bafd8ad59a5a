import type { Channel, HttpReply, SendFailure } from "./channel.ts";

/** A platform's name and the reader of its answers. */
type Answering = Pick<Channel, "readReply" | "title">;

/** Gives why a call that sends no message was refused; undefined where it was not. Some platforms refuse with a good status. */
export function refusalOf(channel: Answering, reply: HttpReply): SendFailure | undefined {
  const read = channel.readReply(reply);
  // Such an answer names no message, which only a send needs.
  if (!read.ok && read.failure.kind !== "unknown") {
    return read.failure;
  }
  if (reply.status < 300) {
    return undefined;
  }
  const message = `${channel.title} answered with status ${reply.status}.`;
  return { kind: "content", code: String(reply.status), message };
}
