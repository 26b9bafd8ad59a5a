import { defined } from "@chatloom/flows-schema";
import mongoose from "mongoose";
import type { InboundDoc } from "../../domain/inbound-doc.ts";
import { knownForMs } from "../../domain/input-event.ts";
import type { InboundStore } from "../../records/inbound-store.ts";
import { waitingKey } from "./open-conversation.ts";
import type { ConversationEvent } from "./route-events.ts";

/** Stores events durably and sets work on them going. What is known already changes nothing. `trace` is that of their arrival. */
export type ReceiveEvents = (
  events: readonly (ConversationEvent & { readonly key?: string | undefined })[],
  trace?: string | undefined,
) => Promise<void>;

/** Platforms send events again for at most a week; clocks differ by less than a minute. */
const oldestMs = 30 * 24 * 60 * 60_000;
const aheadMs = 60_000;

/** A platform's time, or ours where theirs is far off: windows and the order of messages depend on it. */
function believableTime(at: number, now: number): number {
  return at >= now - oldestMs && at <= now + aheadMs ? at : now;
}

function isHistory(event: ConversationEvent["event"]): boolean {
  return "history" in event && event.history === true;
}

/** Made once per server. `arrived` hears of each event that is new, once it is stored. */
export function createReceiveEvents(
  inbound: InboundStore,
  now: () => number,
  arrived: (event: InboundDoc, routed: ConversationEvent) => void,
): ReceiveEvents {
  return async (events, trace) => {
    const receivedAt = now();
    const arrivals = events.flatMap((routed, index) => {
      const { connected, key } = routed;
      const event: ConversationEvent["event"] = {
        ...routed.event,
        at: isHistory(routed.event) ? routed.event.at : believableTime(routed.event.at, receivedAt),
      };
      const waiting = waitingKey(connected.id, event);
      const doc: InboundDoc = {
        _id: `${connected.id}:${event.id}`,
        workspaceId: new mongoose.Types.ObjectId(connected.workspaceId),
        channelId: connected.id,
        ...defined({ waiting }),
        // Events of one request keep their order.
        receivedAt: receivedAt + index / 1_000,
        key,
        trace,
        event,
        expireAt: new Date(receivedAt + knownForMs),
      };
      if (event.kind !== "addressChanged") {
        return [{ doc, routed }];
      }
      // Whoever writes from the new address at once must meet the same conversation.
      const moved = `${connected.id}:${event.from.id}`;
      return [
        { doc: { ...doc, _id: `${doc._id}:moved`, waiting: moved }, routed },
        { doc, routed },
      ];
    });
    const added = await Promise.all(arrivals.map(({ doc }) => inbound.add(doc)));
    arrivals.forEach(({ doc, routed }, index) => {
      if (added[index]) {
        arrived(doc, routed);
      }
    });
  };
}
