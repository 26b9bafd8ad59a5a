import { defined } from "@chatloom/flows-schema";
import type { ChannelEvent } from "../channel.ts";
import { id, type Json, object, objects, text, timeOf } from "../read-json.ts";
import type { EventBase } from "./event-base.ts";
import { senderAt } from "./place.ts";

/** Taps on buttons and choices from menus of a message. */
export function parseSlackActions(body: Json, base: EventBase): readonly ChannelEvent[] {
  const container = object(body.container);
  const message = object(body.message);
  const channel = id(container.channel_id) ?? id(object(body.channel).id);
  const ts = id(container.message_ts) ?? id(message.ts);
  const user = id(object(body.user).id);
  const actions = objects(body.actions);
  if (channel === undefined || ts === undefined || user === undefined || actions.length === 0) {
    return [{ ...base, kind: "ignored", what: "block_actions outside a message" }];
  }
  const threadTs = id(container.thread_ts) ?? id(message.thread_ts);
  const from = senderAt({ channel, user, ts, threadTs });
  return actions.map((action, index): ChannelEvent => {
    const moment = id(action.action_ts) ?? base.id;
    const parts = [channel, ts, user, moment, id(action.action_id) ?? String(index)];
    const own = { ...base, id: `tap:${parts.join(":")}`, at: timeOf(Number(moment), base.at) };
    const { payload, label } = choiceOf(action);
    if (payload === undefined) {
      // A button that opens an address has nothing to say to us.
      return { ...own, kind: "ignored", what: `block_actions.${text(action.type) ?? "unknown"}` };
    }
    return { ...own, kind: "postback", from, payload, ...defined({ label }) };
  });
}

function choiceOf(action: Json) {
  const chosen = object(action.selected_option);
  return {
    payload: text(action.value) ?? text(chosen.value),
    label: text(object(action.text).text) ?? text(object(chosen.text).text),
  };
}
