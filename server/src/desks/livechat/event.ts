import type { Json } from "../../channels/read-json.ts";

/** A message of ours, for agents only: LiveChat has no customer who could read it. `customId` finds it again. */
export function livechatMessage(customId: string, text: string): Json {
  return { type: "message", text, custom_id: customId, visibility: "agents" };
}
