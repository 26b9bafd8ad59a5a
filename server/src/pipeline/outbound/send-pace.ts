import type { Abilities } from "@chatloom/flows-schema";
import { LRUCache } from "lru-cache";
import { createTokenBucket, type Rate, type TokenBucket } from "./token-bucket.ts";

/** Keeps sends within what the platforms document for an account and for one contact. */
export interface SendPace {
  /** Reserves a place for one send and tells how many milliseconds to wait for it. */
  readonly reserve: (
    to: { readonly channelId: string; readonly address: string },
    rate: Abilities["rate"],
  ) => number;
}

/**
 * The limits of an account are shared out among the server processes over one store, as many as `processes` tells; a
 * contact's whole, because a conversation is in one process's hands at a time.
 */
export function createSendPace(now: () => number, processes: () => number): SendPace {
  const accounts = new LRUCache<string, TokenBucket>({ max: 10_000 });
  const contacts = new LRUCache<string, TokenBucket>({ max: 50_000 });

  return {
    reserve({ channelId, address }, rate) {
      const moment = now();
      const account = take(accounts, channelId, share(rate, processes()), moment);
      if (!rate.perContact) return account;
      return Math.max(account, take(contacts, `${channelId}:${address}`, rate.perContact, moment));
    },
  };
}

function share({ perSecond, burst }: Rate, processes: number): Rate {
  return { perSecond: perSecond / processes, burst: Math.floor(burst / processes) };
}

function take(buckets: LRUCache<string, TokenBucket>, key: string, rate: Rate, now: number) {
  let bucket = buckets.get(key);
  if (!bucket) {
    bucket = createTokenBucket();
    buckets.set(key, bucket);
  }
  return bucket.reserve(rate, now);
}
