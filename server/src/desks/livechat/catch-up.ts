import { id, object, objects } from "../../channels/read-json.ts";
import type { Story } from "../action-of.ts";
import type { CatchUpRequest, CaughtUp, DeskEvent } from "../desk.ts";
import { livechatCall } from "./call.ts";
import { endId } from "./parse-webhook.ts";
import { momentOf, readLivechatEvent } from "./read-event.ts";
import type { LivechatSettings } from "./settings.ts";

/** Reads what agents wrote since a moment, and whether the chat is archived: LiveChat gives a webhook up after three tries. */
export function* catchUpWithLivechat(
  { conversationId, since, case: { id: chatId } }: CatchUpRequest,
  settings: LivechatSettings,
): Story<CaughtUp> {
  const place = { account: undefined, case: { id: chatId, conversationId } };
  const body = { chat_id: chatId, sort_order: "desc", limit: 20 };
  const reply = yield { call: livechatCall(settings, "list_threads", body), expect: [404] };
  const threads = objects(object(reply.body).threads).toReversed();
  const events: DeskEvent[] = threads
    .flatMap((it) => objects(it.events))
    .filter((it) => (momentOf(it.created_at) ?? 0) >= since)
    .flatMap((it) => readLivechatEvent(it, place, settings.agentId, since));
  const newest = threads.at(-1);
  const threadId = id(newest?.id);
  if (newest?.active !== false || threadId === undefined) {
    return { events };
  }
  const moments = [newest.created_at, ...objects(newest.events).map((it) => it.created_at)];
  const at = Math.max(...moments.map((it) => momentOf(it) ?? 0));
  const ended: DeskEvent = {
    kind: "caseChanged",
    ...place,
    id: endId(threadId, ""),
    at: at || since,
    state: "ended",
  };
  return { events: [...events, ended] };
}
