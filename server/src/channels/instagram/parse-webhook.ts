import type { ChannelEvent } from "../channel.ts";
import { fingerprint } from "../fingerprint.ts";
import { parseMessagingItem } from "../meta/parse-messaging-item.ts";
import { id, isObject, type Json, object, objects, text, timeOf } from "../read-json.ts";
import { parseComment } from "./parse-comment.ts";
import { parseInstagramContent } from "./parse-content.ts";
import type { InstagramSettings } from "./settings.ts";

/** Reads all events of an Instagram webhook body. While another app owns the thread (standby) we only listen. */
export function parseInstagramWebhook(
  body: unknown,
  settings: InstagramSettings,
  now: number,
): readonly ChannelEvent[] {
  const { object: kind, entry } = object(body);
  return kind === "instagram"
    ? objects(entry).flatMap((one) => parseEntry(one, settings, now))
    : [];
}

function parseEntry(
  entry: Json,
  { appId }: InstagramSettings,
  now: number,
): readonly ChannelEvent[] {
  const account = id(entry.id);
  const at = timeOf(entry.time, now);
  const place = { account, appId, now: at, parseContents: parseInstagramContent };
  const parseItem = (item: Json) =>
    object(item.message).is_self === true
      ? [ignored(item, "message to itself")]
      : parseMessagingItem(withStory(item), place);
  // Apps with Instagram login get a change without the list around it.
  const single = text(entry.field) === undefined ? [] : [entry];
  return [
    ...objects(entry.messaging).flatMap(parseItem),
    ...objects(entry.standby).map((item) => ignored(item, "standby")),
    ...[...single, ...objects(entry.changes)].flatMap((change) => parseChange(change)),
  ];

  function parseChange(change: Json): readonly ChannelEvent[] {
    const field = text(change.field) ?? "unknown";
    const value = object(change.value);
    if (field === "comments" || field === "live_comments") {
      const comment = parseComment(field, value, { account, at });
      return [comment ?? ignored(change, `change ${field}`)];
    }
    // The dashboard's test button sends messages in the shape of a change.
    return isObject(value.sender) ? parseItem(value) : [ignored(change, `change ${field}`)];
  }

  function ignored(part: Json, what: string): ChannelEvent {
    return { id: `${what}:${fingerprint(part)}`, account, at, kind: "ignored", what };
  }
}

/** Gives a reply to a story and a mention in a story a reference, so that flows can start by it. */
function withStory(item: Json): Json {
  const message = object(item.message);
  const { story } = object(message.reply_to);
  const mention = objects(message.attachments).some((it) => it.type === "story_mention");
  if (
    message.is_echo === true ||
    message.referral !== undefined ||
    (!mention && !isObject(story))
  ) {
    return item;
  }
  const storyId = id(object(story).id);
  const reply = storyId === undefined ? "story_reply" : `story_reply:${storyId}`;
  const referral = mention
    ? { ref: "story_mention", source: "STORY_MENTION" }
    : { ref: reply, source: "STORY_REPLY" };
  return { ...item, message: { ...message, referral } };
}
