import type { Abilities } from "@chatloom/flows-schema";
import { LRUCache } from "lru-cache";
import { SendQueue, type WaitingSend } from "./send-queue.ts";
import { type Rate, TokenBucket } from "./token-bucket.ts";

/** Whom a send goes to. */
interface Destination {
  readonly channelId: string;
  readonly address: string;
}

/** How long a send waits: `waitMs` 0 if it may begin now, an estimate if it is `queued` for its channel. */
export interface SendWait {
  readonly waitMs: number;
  readonly queued: boolean;
  /** Frees its connection: called once it has its answer, or does not begin after all. Again, or while it waits: without effect. */
  readonly done: () => void;
}

/** Keeps sends within what the platforms document for an account and for one contact. */
export interface SendPace {
  /** Asks for one send. One that waits for its channel keeps its place, and is woken when it may begin. */
  readonly request: (to: Destination, send: WaitingSend, rate: Abilities["rate"]) => SendWait;
  /** Whether a send that waited for its channel may begin now. */
  readonly granted: (to: Destination, id: string) => boolean;
  /** Whether a send waits for its channel. */
  readonly waits: (to: Destination, id: string) => boolean;
  /** Whether a send to this contact could begin now. */
  readonly free: (to: Destination, rate: Abilities["rate"]) => boolean;
  /** Pauses a channel for a moment: its platform did not take a send now. */
  readonly pause: (to: Pick<Destination, "channelId">) => void;
  readonly close: () => void;
}

/**
 * Made once per server. The limits of an account are shared out among the server processes over one store, as many as `processes`
 * tells; a contact's are not, because a conversation is in one process's hands at a time.
 */
export function createSendPace(now: () => number, processes: () => number): SendPace {
  const startedAt = now();
  const queues = new Map<string, SendQueue>();
  const contacts = new LRUCache<string, TokenBucket>({ max: 50_000 });

  return {
    request(to, send, rate) {
      const contact = rate.perContact && contactOf(to);
      const wait = contact && rate.perContact ? contact.wait(rate.perContact, now()) : 0;
      const queue = queueOf(to.channelId);
      if (wait > 0) {
        queue.withdraw(send.id);
        return { waitMs: wait, queued: false, done: () => {} };
      }
      const waitMs = queue.request(send, share(rate, processes()));
      if (waitMs > 0) {
        return { waitMs, queued: true, done: () => {} };
      }
      contact?.take();
      let underWay = true;
      const done = () => {
        if (underWay) {
          underWay = false;
          queue.done();
        }
      };
      return { waitMs, queued: false, done };
    },
    granted: ({ channelId }, id) => queues.get(channelId)?.granted(id) ?? false,
    waits: ({ channelId }, id) => queues.get(channelId)?.waits(id) ?? false,
    free(to, rate) {
      if (rate.perContact && contactOf(to).wait(rate.perContact, now()) > 0) {
        return false;
      }
      return queueOf(to.channelId).free(share(rate, processes()));
    },
    pause: ({ channelId }) => queueOf(channelId).pause(),
    close() {
      for (const queue of queues.values()) {
        queue.close();
      }
    },
  };

  function queueOf(channelId: string): SendQueue {
    let queue = queues.get(channelId);
    if (!queue) {
      queue = new SendQueue(now, startedAt);
      queues.set(channelId, queue);
    }
    return queue;
  }

  function contactOf({ channelId, address }: Destination): TokenBucket {
    const key = `${channelId}:${address}`;
    let bucket = contacts.get(key);
    if (!bucket) {
      bucket = new TokenBucket();
      contacts.set(key, bucket);
    }
    return bucket;
  }
}

/**
 * Returns a process's part of what a platform documents. Half of the burst is kept back: sends that begin evenly on a busy server
 * still arrive in bunches, and the platform counts arrivals.
 */
function share({ perSecond, burst }: Rate, processes: number): Rate {
  return {
    perSecond: perSecond / processes,
    burst: Math.max(1, Math.floor(burst / 2 / processes)),
  };
}
