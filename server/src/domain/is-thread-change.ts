import type { ChannelEvent } from "../channels/channel.ts";
import type { InboundEvent } from "./inbound-doc.ts";

export type ThreadChange = Extract<ChannelEvent, { kind: "edit" | "delete" | "reaction" }>;

/** Tells whether an event changes a message that is in the thread already. */
export function isThreadChange(event: InboundEvent): event is ThreadChange {
  return event.kind === "edit" || event.kind === "delete" || event.kind === "reaction";
}
