import type { ChannelEvent } from "../channel.ts";
import { id, type Json, object, text, timeOf } from "../read-json.ts";
import type { EventBase, Workspace } from "./event-base.ts";
import { parseSlackContents } from "./parse-content.ts";
import { isDirect, messageIdOf, senderAt } from "./place.ts";
import { mentions } from "./plain-text.ts";

/** Subtypes of messages that people write. Others are notes of Slack, such as "joined the channel". */
const written = new Set([undefined, "file_share", "me_message", "thread_broadcast"]);

/**
 * A message. A mention in a channel comes as `message` and as `app_mention`: both give the same event ids. In a channel only
 * mentions begin a conversation; what else is said in its thread continues it.
 */
export function parseSlackMessage(
  event: Json,
  base: EventBase,
  workspace: Workspace,
): readonly ChannelEvent[] {
  const subtype = text(event.subtype);
  if (subtype === "message_changed") {
    return [parseChange(event, base, workspace)];
  }
  if (subtype === "message_deleted") {
    return [parseDeletion(event.deleted_ts, object(event.previous_message), event, base)];
  }
  if (!written.has(subtype)) {
    return [ignored(base, `message.${subtype}`)];
  }
  const [channel, user, ts] = [id(event.channel), id(event.user), id(event.ts)];
  if (channel === undefined || user === undefined || ts === undefined) {
    return [ignored(base, "message without channel, user or time")];
  }
  if (isByBot(event, workspace)) {
    return [ignored(base, "message by a bot")];
  }
  const threadTs = id(event.thread_ts);
  const calls = event.type === "app_mention" || isDirect(channel) || mentionsUs(event, workspace);
  const replies = threadTs !== undefined && threadTs !== ts;
  if (!calls && (!replies || mayMentionUs(event, workspace))) {
    return [ignored(base, "channel message without a mention")];
  }
  const from = senderAt({ channel, user, ts, threadTs });
  const messageId = messageIdOf(channel, ts);
  const at = timeOf(Number(ts), base.at);
  const contents = parseSlackContents(event, workspace.botUserId);
  if (contents.length === 0) {
    // A mention without words asks for a greeting.
    return calls
      ? [{ ...base, id: messageId, at, kind: "welcome", from }]
      : [ignored(base, "message without content")];
  }
  return contents.map((content, index) => {
    const part = index === 0 ? messageId : `${messageId}#${index}`;
    const shared = { ...base, id: part, at, from, messageId: part, content };
    return { ...shared, kind: "message", onlyIfKnown: calls ? undefined : true };
  });
}

/** Someone changed a message, or Slack added a preview or counted replies; only the first is an edit. */
function parseChange(event: Json, base: EventBase, workspace: Workspace): ChannelEvent {
  const message = object(event.message);
  const [channel, user, ts] = [id(event.channel), id(message.user), id(message.ts)];
  if (message.subtype === "tombstone") {
    return parseDeletion(message.ts, object(event.previous_message), event, base);
  }
  const edited = id(object(message.edited).ts);
  const before = id(object(object(event.previous_message).edited).ts);
  if (channel === undefined || user === undefined || ts === undefined) {
    return ignored(base, "message_changed without channel, user or time");
  }
  if (isByBot(message, workspace)) {
    return ignored(base, "message by a bot");
  }
  const [content] = parseSlackContents(message, workspace.botUserId);
  // The text beside a file is no content of its own.
  if (edited === undefined || edited === before || content?.kind !== "text") {
    return ignored(base, "message_changed");
  }
  const from = senderAt({ channel, user, ts, threadTs: id(message.thread_ts) });
  const messageId = messageIdOf(channel, ts);
  const at = timeOf(Number(edited), base.at);
  return { ...base, id: `edit:${messageId}:${edited}`, at, kind: "edit", from, messageId, content };
}

function parseDeletion(
  deletedTs: unknown,
  previous: Json,
  event: Json,
  base: EventBase,
): ChannelEvent {
  const [channel, ts] = [id(event.channel), id(deletedTs)];
  const user = id(previous.user);
  // Whose direct messages they are is told by the person's own messages only.
  const unknown = channel !== undefined && isDirect(channel) && previous.bot_id !== undefined;
  if (channel === undefined || ts === undefined || user === undefined || unknown) {
    return ignored(base, "message_deleted");
  }
  const messageId = messageIdOf(channel, ts);
  const from = senderAt({ channel, user, ts, threadTs: id(previous.thread_ts) });
  return { ...base, id: `delete:${messageId}`, kind: "delete", from, messageId };
}

function isByBot(message: Json, { botUserId }: Workspace): boolean {
  return (
    text(message.bot_id) !== undefined ||
    message.subtype === "bot_message" ||
    (botUserId !== undefined && message.user === botUserId)
  );
}

function mentionsUs(event: Json, { botUserId }: Workspace): boolean {
  return botUserId !== undefined && mentions(text(event.text) ?? "", botUserId);
}

/** While the bot's own id is unknown, `app_mention` tells about such a message. */
function mayMentionUs(event: Json, { botUserId }: Workspace): boolean {
  return botUserId === undefined && /<@[A-Z0-9]+/.test(text(event.text) ?? "");
}

function ignored(base: EventBase, what: string): ChannelEvent {
  return { ...base, kind: "ignored", what };
}
