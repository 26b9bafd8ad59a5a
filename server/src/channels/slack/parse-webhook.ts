import type { ChannelEvent } from "../channel.ts";
import { fingerprint } from "../fingerprint.ts";
import { id, type Json, list, object, text, timeOf } from "../read-json.ts";
import { emojiNamed } from "./emoji.ts";
import type { EventBase, Workspace } from "./event-base.ts";
import { parseSlackActions } from "./parse-actions.ts";
import { parseSlackMessage } from "./parse-message.ts";
import { isDirect, messageIdOf, senderAt } from "./place.ts";
import { plainText } from "./plain-text.ts";
import type { SlackSettings } from "./settings.ts";

/** The events of a request: an event of the Events API, a tap, or a slash command. */
export function parseSlackWebhook(
  content: unknown,
  settings: SlackSettings,
  now: number,
): readonly ChannelEvent[] {
  const body = object(content);
  if (text(body.command)?.startsWith("/")) {
    return [parseCommand(body, now)];
  }
  const type = text(body.type);
  if (type === undefined) {
    return [];
  }
  if (type === "event_callback") {
    return parseEvent(body, settings, now);
  }
  const base = { id: fingerprint(content), account: teamOf(body), at: now };
  if (type === "block_actions") {
    return parseSlackActions(body, base);
  }
  return [{ ...base, kind: "ignored", what: type }];
}

function parseEvent(body: Json, settings: SlackSettings, now: number): readonly ChannelEvent[] {
  const event = object(body.event);
  const authorization = object(list(body.authorizations)[0]);
  const botUserId =
    authorization.is_bot === true ? id(authorization.user_id) : settings.botUserId || undefined;
  const account = id(body.context_team_id) ?? id(authorization.team_id) ?? id(body.team_id);
  const base: EventBase = {
    id: id(body.event_id) ?? fingerprint(body),
    account,
    at: timeOf(body.event_time, now),
  };
  const type = text(event.type) ?? "event without a type";
  const read = Object.hasOwn(readers, type) ? readers[type] : undefined;
  return read?.(event, base, { botUserId }) ?? [{ ...base, kind: "ignored", what: type }];
}

type Reader = (
  event: Json,
  base: EventBase,
  workspace: Workspace,
) => readonly ChannelEvent[] | undefined;
const readers: Readonly<Record<string, Reader>> = {
  message: parseSlackMessage,
  app_mention: parseSlackMessage,
  reaction_added: parseReaction,
  reaction_removed: parseReaction,
  app_home_opened: parseHomeOpened,
  assistant_thread_started: parseAssistantThread,
};

function parseReaction(
  event: Json,
  base: EventBase,
  { botUserId }: Workspace,
): readonly ChannelEvent[] | undefined {
  const item = object(event.item);
  const [channel, ts, user] = [id(item.channel), id(item.ts), id(event.user)];
  const name = text(event.reaction);
  if (channel === undefined || ts === undefined || user === undefined || name === undefined) {
    return undefined;
  }
  if (user === botUserId) {
    return [{ ...base, kind: "ignored", what: "reaction by a bot" }];
  }
  const messageId = messageIdOf(channel, ts);
  const moment = id(event.event_ts) ?? base.id;
  return [
    {
      ...base,
      id: `reaction:${user}:${messageId}:${moment}`,
      at: timeOf(Number(moment), base.at),
      kind: "reaction",
      // Slack does not tell the thread of the message.
      from: senderAt({ channel, user, ts, threadTs: undefined }),
      messageId,
      emoji: event.type === "reaction_removed" ? "" : emojiNamed(name),
    },
  ];
}

/** Someone looks at the bot's messages; who has written before needs no welcome. */
function parseHomeOpened(event: Json, base: EventBase): readonly ChannelEvent[] | undefined {
  const user = id(event.user);
  if (user === undefined || event.tab !== "messages") {
    return undefined;
  }
  const from = { id: user };
  return [{ ...base, id: `welcome:${user}`, kind: "welcome", from, onlyIfNew: true }];
}

/** Someone opened a new conversation with an assistant; it is a thread of their direct messages. */
function parseAssistantThread(event: Json, base: EventBase): readonly ChannelEvent[] | undefined {
  const thread = object(event.assistant_thread);
  const [channel, user] = [id(thread.channel_id), id(thread.user_id)];
  const threadTs = id(thread.thread_ts);
  if (channel === undefined || user === undefined || threadTs === undefined) {
    return undefined;
  }
  const from = senderAt({ channel, user, ts: "", threadTs });
  return isDirect(channel)
    ? [{ ...base, id: `welcome:${channel}:${threadTs}`, kind: "welcome", from }]
    : undefined;
}

/** A slash command is a message; it is answered in the person's direct messages, which need no invitation. */
function parseCommand(body: Json, now: number): ChannelEvent {
  const base = { account: id(body.team_id), at: now };
  const command = `command:${id(body.trigger_id) ?? fingerprint(body)}`;
  const user = id(body.user_id);
  if (user === undefined) {
    return { ...base, id: command, kind: "ignored", what: "command without a user" };
  }
  const said = plainText(
    [text(body.command), text(body.text)].filter(Boolean).join(" "),
    undefined,
  );
  const content = { kind: "text", text: said } as const;
  return { ...base, id: command, kind: "message", from: { id: user }, messageId: command, content };
}

/** The workspace where the app is installed; absent where it is installed for a whole organisation. */
function teamOf(body: Json): string | undefined {
  return id(object(body.team).id) ?? id(body.team_id);
}
