import { chatwootCall } from "../../channels/chatwoot-call.ts";
import { id, object, objects, timeOf } from "../../channels/read-json.ts";
import type { Story } from "../action-of.ts";
import type { CatchUpRequest, CaughtUp, DeskEvent } from "../desk.ts";
import { chatwootAccount, statusOf } from "./parse-webhook.ts";
import { readChatwootMessage } from "./read-message.ts";
import type { ChatwootSettings } from "./settings.ts";

/** Pages of 20 messages. */
const mostPages = 10;

/** Reads what agents wrote since a moment, and whether they ended the conversation: Chatwoot tells each event once at most. */
export function* catchUpWithChatwoot(
  request: CatchUpRequest,
  settings: ChatwootSettings,
): Story<CaughtUp> {
  const { conversationId, since } = request;
  const caseId = request.case.id;
  const place = {
    account: chatwootAccount(settings.accountId, settings.inboxId),
    case: { id: caseId, conversationId },
  };
  const events: DeskEvent[] = [];
  let before = "";
  for (let page = 0; page < mostPages; page += 1) {
    const path = `conversations/${caseId}/messages${before && `?before=${before}`}`;
    const reply = yield { call: chatwootCall(settings, "GET", path), expect: [404] };
    const messages = objects(object(reply.body).payload);
    events.unshift(
      ...messages
        .filter((it) => timeOf(it.created_at, 0) >= since)
        .flatMap((it) => readChatwootMessage(it, place, since)),
    );
    const [oldest] = messages;
    const oldestId = id(oldest?.id);
    if (oldestId === undefined || timeOf(oldest?.created_at, 0) < since || oldestId === before) {
      break;
    }
    before = oldestId;
  }
  const reply = yield {
    call: chatwootCall(settings, "GET", `conversations/${caseId}`),
    expect: [404],
  };
  const status = reply.status === 404 ? undefined : statusOf(object(reply.body), place, since);
  const ended = status?.kind === "caseChanged" && status.state === "ended" ? [status] : [];
  return { events: [...events, ...ended] };
}
