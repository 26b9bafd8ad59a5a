import type { Story } from "../action-of.ts";
import { livechatCall } from "./call.ts";
import type { LivechatSettings } from "./settings.ts";

/** Gives a chat to the group's agents. */
export function* offerToAgents(chatId: string, settings: LivechatSettings): Story<void> {
  yield {
    call: livechatCall(settings, "transfer_chat", {
      id: chatId,
      target: { type: "group", ids: [Number(settings.groupId)] },
      ignore_agents_availability: true,
      ignore_requester_presence: true,
    }),
  };
  yield* joinChat(chatId, settings);
}

/** Joins a chat beside its agent, which writing into it takes. */
export function* joinChat(chatId: string, settings: LivechatSettings): Story<void> {
  yield {
    call: livechatCall(settings, "add_user_to_chat", {
      chat_id: chatId,
      user_id: settings.agentId,
      user_type: "agent",
      visibility: "agents",
      ignore_requester_presence: true,
    }),
    // It is there already.
    expect: [400, 403, 409, 422],
  };
}
