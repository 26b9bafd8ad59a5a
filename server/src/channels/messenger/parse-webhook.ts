import type { ChannelEvent } from "../channel.ts";
import { fingerprint } from "../fingerprint.ts";
import { parseMetaContent } from "../meta/parse-content.ts";
import { parseMessagingItem } from "../meta/parse-messaging-item.ts";
import { id, type Json, object, objects, timeOf } from "../read-json.ts";
import { parseLead } from "./leads.ts";
import { parseFeedComment } from "./parse-comment.ts";
import type { MessengerSettings } from "./settings.ts";

type ChangeReader = (
  value: Json,
  place: { readonly account: string | undefined; readonly at: number },
) => ChannelEvent | undefined;
const changes: Readonly<Record<string, ChangeReader>> = {
  feed: parseFeedComment,
  leadgen: parseLead,
};

/** Reads all events of a Messenger webhook body: every entry and every item. While another app owns the thread (standby) we only listen. */
export function parseMessengerWebhook(
  body: unknown,
  settings: MessengerSettings,
  now: number,
): readonly ChannelEvent[] {
  const { object: kind, entry } = object(body);
  if (kind !== "page") {
    return [];
  }
  return objects(entry).flatMap((one) => {
    const account = id(one.id);
    const at = timeOf(one.time, now);
    const parseContents = (message: Json) => parseMetaContent(message);
    const place = { account, appId: settings.appId, now: at, parseContents };
    const unused = (part: Json, what: string): ChannelEvent => ({
      id: `${what}:${fingerprint(part)}`,
      account,
      at,
      kind: "ignored",
      what,
    });
    return [
      ...[...objects(one.messaging), ...objects(one.messaging_handovers)].flatMap((item) =>
        parseMessagingItem(item, place),
      ),
      ...objects(one.standby).map((item) => unused(item, "standby")),
      ...objects(one.changes).map((change) => {
        const field = id(change.field) ?? "unknown";
        const read = Object.hasOwn(changes, field) ? changes[field] : undefined;
        const event = read?.(object(change.value), { account, at });
        return event ?? unused(change, `change ${field}`);
      }),
    ];
  });
}
