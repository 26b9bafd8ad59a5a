import mongoose from "mongoose";
import { waitingKey } from "../conversations/open-conversation.ts";
import type { InboundDoc } from "./inbound-doc.ts";
import type { InboundStore } from "./inbound-store.ts";
import { knownForMs } from "./input-event.ts";
import type { RoutedEvent } from "./route-events.ts";

/** Stores events durably and sets work on them going. What is known already changes nothing. */
export type ReceiveEvents = (
  events: readonly (RoutedEvent & { readonly key?: string })[],
) => Promise<void>;

/** Made once per server. `arrived` hears of each event that is new, once it is stored. */
export function createReceiveEvents(
  inbound: InboundStore,
  now: () => number,
  arrived: (event: InboundDoc, routed: RoutedEvent) => void,
): ReceiveEvents {
  return async (events) => {
    const receivedAt = now();
    const docs = events.map(({ connected, event, key }, index): InboundDoc => {
      const waiting = waitingKey(connected.id, event);
      return {
        _id: `${connected.id}:${event.id}`,
        workspaceId: new mongoose.Types.ObjectId(connected.workspaceId),
        channelId: connected.id,
        ...(waiting !== undefined && { waiting }),
        // Events of one request keep their order.
        receivedAt: receivedAt + index / 1_000,
        ...(key !== undefined && { key }),
        event,
        expireAt: new Date(receivedAt + knownForMs),
      };
    });
    const added = await Promise.all(docs.map((it) => inbound.add(it)));
    docs.forEach((doc, index) => {
      const routed = events[index];
      if (added[index] && routed) arrived(doc, routed);
    });
  };
}
