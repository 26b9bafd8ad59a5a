import { LRUCache } from "lru-cache";
import type { ServerContext } from "../context/server-context.ts";
import { createBatch } from "../store/batch.ts";
import { type ConnectedChannel, loadChannels, loadChannelsOfType } from "./connected-channel.ts";

/** Connected channels as they were within the last second. */
export interface KnownChannels {
  readonly byId: (id: string) => Promise<ConnectedChannel | undefined>;
  readonly ofType: (type: string) => Promise<readonly ConnectedChannel[]>;
  /** Discards the cache, because a channel was changed here. */
  readonly forget: () => void;
}

const knownForMs = 1_000;

/** Made once per server. */
export function createKnownChannels(context: ServerContext): KnownChannels {
  const options = { max: 1_000, ttl: knownForMs };
  const byId = new LRUCache<string, Promise<ConnectedChannel | undefined>>(options);
  const ofType = new LRUCache<string, Promise<readonly ConnectedChannel[]>>(options);
  const load = createBatch((ids: readonly string[]) => loadChannels(context, ids));
  return {
    byId: (id) => known(byId, id, load),
    ofType: (type) => known(ofType, type, () => loadChannelsOfType(context, type)),
    forget() {
      byId.clear();
      ofType.clear();
    },
  };
}

/** Failed and missing channels are read again. */
function known<T extends object | undefined>(
  cache: LRUCache<string, Promise<T>>,
  key: string,
  load: (key: string) => Promise<T>,
): Promise<T> {
  const before = cache.get(key);
  if (before) {
    return before;
  }
  const loading = load(key);
  cache.set(key, loading);
  const forget = (): void => {
    if (cache.peek(key) === loading) {
      cache.delete(key);
    }
  };
  loading.then((found) => {
    if (found === undefined) {
      forget();
    }
  }, forget);
  return loading;
}
