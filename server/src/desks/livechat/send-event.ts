import { id, type Json, object } from "../../channels/read-json.ts";
import type { Story } from "../action-of.ts";
import { livechatCall } from "./call.ts";
import { joinChat, offerToAgents } from "./offer-to-agents.ts";
import type { LivechatSettings } from "./settings.ts";

/** Errors of a chat that is archived, or that we are not in. */
const mendable = new Set(["chat_inactive", "missing_access", "authorization"]);

/** Writes an event. A chat that LiveChat archived goes on first; one that we left is joined again. Gives the event's id. */
export function* sendEvent(
  chatId: string,
  event: Json,
  settings: LivechatSettings,
): Story<readonly string[]> {
  const call = livechatCall(settings, "send_event", {
    chat_id: chatId,
    event,
    attach_to_last_thread: false,
  });
  const first = yield {
    call,
    expect: ({ status, body }) => status < 500 && mendable.has(errorType(body) ?? ""),
  };
  if (first.status < 300) {
    return idsOf(first.body);
  }
  if (errorType(first.body) === "chat_inactive") {
    yield {
      call: livechatCall(settings, "resume_chat", {
        chat: { id: chatId },
        active: true,
        continuous: true,
      }),
      expect: [400, 409, 422],
    };
    yield* offerToAgents(chatId, settings);
  } else {
    yield* joinChat(chatId, settings);
  }
  const second = yield { call };
  return idsOf(second.body);
}

/** The name of LiveChat's error. */
export function errorType(body: unknown): string | undefined {
  return id(object(object(body).error).type);
}

function idsOf(body: unknown): readonly string[] {
  const eventId = id(object(body).event_id);
  return eventId === undefined ? [] : [eventId];
}
