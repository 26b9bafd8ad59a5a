import { id, object, objects } from "../../channels/read-json.ts";
import type { Story } from "../action-of.ts";
import { livechatCall } from "./call.ts";
import type { LivechatSettings } from "./settings.ts";

/** Looks for the events of an earlier attempt in the newest threads: LiveChat takes the same event twice. */
export function* findWritten(
  customIds: readonly string[],
  chatId: string,
  settings: LivechatSettings,
): Story<ReadonlyMap<string, string>> {
  const reply = yield {
    call: livechatCall(settings, "list_threads", { chat_id: chatId, limit: 3 }),
    expect: [404],
  };
  const events = objects(object(reply.body).threads).flatMap((it) => objects(it.events));
  return new Map(
    events.flatMap((it) => {
      const customId = id(it.custom_id);
      const eventId = id(it.id);
      return customId !== undefined && eventId !== undefined && customIds.includes(customId)
        ? [[customId, eventId] as const]
        : [];
    }),
  );
}
