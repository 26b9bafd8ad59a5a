import type { ChannelHistory } from "../channel-history.ts";
import { chatwootCall } from "../chatwoot-call.ts";
import { id, number, object, objects } from "../read-json.ts";
import { readBotMessage } from "./read-message.ts";
import type { ChatwootBotSettings } from "./settings.ts";

/** Chatwoot lists 25 conversations and 20 messages at a time. */
const perPage = 25;

/** Reads earlier conversations of an inbox, the ones with news first. */
export const chatwootHistory: ChannelHistory<typeof ChatwootBotSettings> = {
  catchesUp: true,
  list: (settings, after = "1") =>
    chatwootCall(
      settings,
      "GET",
      `conversations?status=all&assignee_type=all&inbox_id=${settings.inboxId}&page=${after}`,
    ),
  readList: ({ body }, _settings, after = "1") => {
    const { meta, payload } = object(object(body).data);
    const total = number(object(meta).all_count, 0) ?? 0;
    const page = Number(after);
    const whole = objects(payload).length < perPage || page * perPage >= total;
    return {
      total,
      next: whole ? undefined : String(page + 1),
      conversations: objects(payload).flatMap((it) => {
        const conversation = id(it.id);
        return conversation === undefined ? [] : [{ id: conversation, told: it }];
      }),
    };
  },
  messages: (settings, { id: conversationId }, before) =>
    chatwootCall(
      settings,
      "GET",
      `conversations/${conversationId}/messages${before === undefined ? "" : `?before=${before}`}`,
    ),
  readMessages: ({ body }, conversation, { accountId, inboxId }, now) => {
    const messages = objects(object(body).payload);
    const place = {
      conversation: conversation.told,
      conversationId: conversation.id,
      account: `${accountId}/${inboxId}`,
    };
    return {
      events: messages.flatMap((it) => readBotMessage(it, place, now)),
      before: id(messages[0]?.id),
    };
  },
};
