import { LRUCache } from "lru-cache";

/** The limited actions of visitors of web chats. */
export type VisitorAct =
  | "connect"
  | "say"
  | "open"
  | "ref"
  | "visit"
  | "typing"
  | "since"
  | "upload"
  | "newVisitor";

interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}
interface Bucket {
  level: number;
  at: number;
}

/** How often one visitor may act, and all visitors of one network address together. */
const rates: Readonly<Record<VisitorAct, { readonly visitor: Rate; readonly address: Rate }>> = {
  connect: { visitor: rate(1, 30), address: rate(5, 200) },
  say: { visitor: rate(2, 20), address: rate(10, 200) },
  open: { visitor: rate(0.2, 10), address: rate(2, 100) },
  ref: { visitor: rate(1 / 600, 10), address: rate(0.2, 50) },
  visit: { visitor: rate(0.1, 20), address: rate(2, 100) },
  typing: { visitor: rate(2, 20), address: rate(20, 200) },
  since: { visitor: rate(1, 20), address: rate(10, 200) },
  upload: { visitor: rate(0.1, 10), address: rate(0.5, 50) },
  newVisitor: { visitor: rate(1, 5), address: rate(0.1, 30) },
};
const mostBuckets = 50_000;

/** Counts what visitors do in this process. */
export interface VisitorLimits {
  /** Says whether the visitor may act now, and counts the action only if so, so that a flood does not lock out later visitors. `clientKey` names the network address. */
  readonly allows: (act: VisitorAct, visitor: string, clientKey: string) => boolean;
}

/** Made once per server. Evicts the least recently seen visitors first. */
export function createVisitorLimits(now: () => number): VisitorLimits {
  const buckets = new LRUCache<string, Bucket>({ max: mostBuckets });

  return {
    allows(act, visitor, clientKey) {
      const { visitor: own, address } = rates[act];
      const counted = [
        refilled(`${act}:visitor:${visitor}`, own),
        refilled(`${act}:address:${clientKey}`, address),
      ];
      if (counted.some((it) => it.level < 1)) {
        return false;
      }
      for (const bucket of counted) {
        bucket.level -= 1;
      }
      return true;
    },
  };

  function refilled(key: string, { perSecond, burst }: Rate): Bucket {
    const at = now();
    const bucket = buckets.get(key) ?? { level: burst, at };
    bucket.level = Math.min(
      burst,
      bucket.level + (Math.max(0, at - bucket.at) / 1_000) * perSecond,
    );
    bucket.at = at;
    buckets.set(key, bucket);
    return bucket;
  }
}

function rate(perSecond: number, burst: number): Rate {
  return { perSecond, burst };
}
