import { LRUCache } from "lru-cache";
import type { ServerContext } from "../context/server-context.ts";
import { createBatch } from "../store/batch.ts";
import { type ConnectedAccount, loadAccounts, loadAccountsOfType } from "./connected-channel.ts";

/** Connected accounts, of channels and helpdesks, as they were within the last second. */
export interface KnownAccounts {
  readonly byId: (id: string) => Promise<ConnectedAccount | undefined>;
  readonly ofType: (type: string) => Promise<readonly ConnectedAccount[]>;
  /** Discards the cache, because an account was changed here. */
  readonly forget: () => void;
}

const knownForMs = 1_000;

/** Made once per server. */
export function createKnownAccounts(context: ServerContext): KnownAccounts {
  const options = { max: 1_000, ttl: knownForMs };
  const byId = new LRUCache<string, Promise<ConnectedAccount | undefined>>(options);
  const ofType = new LRUCache<string, Promise<readonly ConnectedAccount[]>>(options);
  const load = createBatch((ids: readonly string[]) => loadAccounts(context, ids));
  return {
    byId: (id) => known(byId, id, load),
    ofType: (type) => known(ofType, type, () => loadAccountsOfType(context, type)),
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
