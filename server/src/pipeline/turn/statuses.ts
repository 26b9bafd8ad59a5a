import type { InboundDoc, WaitingInbound } from "../../domain/inbound-doc.ts";
import type { InboundStore } from "../../records/inbound-store.ts";
import { applyStatus } from "./apply-status.ts";
import type { LateFailureServices } from "./report-late-failure.ts";

/** Applies what platforms report about messages of ours, beside the turns. */
export interface Statuses {
  readonly arrived: (event: InboundDoc) => void;
  readonly idle: () => Promise<void>;
}

/** A status may overtake the answer to its send; later than this nobody waits for the message any more. */
const waitMs = 60_000;
const soonMs = 300;

/** Made once per server. What is not known yet is tried again shortly after, and then by the clock. */
export function createStatuses(services: LateFailureServices, inbound: InboundStore): Statuses {
  const { context } = services;
  const underWay = new Map<string, Promise<void>>();

  return {
    arrived(event) {
      if (underWay.has(event._id)) {
        return;
      }
      const done = apply(event)
        .catch((error: unknown) =>
          context.log.error({ err: error, id: event._id }, "a status could not be applied"),
        )
        .finally(() => underWay.delete(event._id));
      underWay.set(event._id, done);
    },
    async idle() {
      while (underWay.size > 0) {
        await Promise.all(underWay.values());
      }
    },
  };

  async function apply(doc: InboundDoc): Promise<void> {
    const { event } = doc;
    if (event?.kind !== "status") {
      return;
    }
    const waiting = { ...doc, event } as WaitingInbound & { event: typeof event };
    if (!(await applyStatus(services, waiting))) {
      await new Promise((resolve) => setTimeout(resolve, soonMs));
      const applied = await applyStatus(services, waiting);
      // It stays stored, and the clock brings it back.
      if (!applied && context.now() - doc.receivedAt < waitMs) {
        return;
      }
    }
    await inbound.done([doc._id]);
  }
}
