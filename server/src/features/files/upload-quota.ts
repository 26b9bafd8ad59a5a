import { mostFileBytes } from "@chatloom/api-schema";
import { LRUCache } from "lru-cache";
import type { ServerContext } from "../../context/server-context.ts";
import { fileErrors } from "../../records/file-errors.ts";
import { storedBytes, type UploadedBy } from "../../records/file-store.ts";

const megabyte = 1024 * 1024;
/** Upload limits of one visitor and of all visitors of a channel for a day, and the storage limit of a workspace. In bytes. */
const quotas = { visitor: 100 * megabyte, channel: 2_048 * megabyte, workspace: 20_480 * megabyte };
const dayMs = 86_400_000;
const rememberedMs = 60_000;

/** Keeps uploads within what a visitor, a channel and a workspace may store. */
export interface UploadQuota {
  /** Runs an upload of at most `bytes` (25 MB if unknown), unless a quota would be exceeded. `keep` gives the real size. */
  readonly within: <T extends { readonly size: number }>(
    by: UploadedBy,
    bytes: number | undefined,
    keep: () => Promise<T>,
  ) => Promise<T>;
}

/** Made once per server. Totals are read from the store once a minute; uploads of this process count at once. */
export function createUploadQuota(context: ServerContext): UploadQuota {
  const totals = new LRUCache<string, Promise<{ bytes: number }>>({
    max: 10_000,
    ttl: rememberedMs,
  });

  return {
    async within(by, bytes = mostFileBytes, keep) {
      const counted = await Promise.all(
        scopesOf(by).map(async ({ of, filter, days }) => ({
          of,
          total: await totalOf(`${of}:${JSON.stringify(filter)}`, filter, days),
        })),
      );
      // Reserved before the upload, so that several at once do not all fit.
      for (const { total } of counted) {
        total.bytes += bytes;
      }
      let size = 0;
      try {
        const full = counted.find(({ of, total }) => total.bytes > quotas[of]);
        if (full) {
          throw fileErrors.quotaExceeded(full.of, quotas[full.of]);
        }
        const kept = await keep();
        size = kept.size;
        return kept;
      } finally {
        for (const { total } of counted) {
          total.bytes += size - bytes;
        }
      }
    },
  };

  function totalOf(key: string, filter: Partial<UploadedBy>, days: number | undefined) {
    const known = totals.get(key);
    if (known) {
      return known;
    }
    const since = days === undefined ? undefined : new Date(context.now() - days * dayMs);
    const read = storedBytes(context, filter, since).then((bytes) => ({ bytes }));
    totals.set(key, read);
    read.catch(() => totals.delete(key));
    return read;
  }
}

function scopesOf({ workspaceId, channelId, visitor }: UploadedBy) {
  const scopes: { of: keyof typeof quotas; filter: Partial<UploadedBy>; days?: number }[] = [
    { of: "workspace", filter: { workspaceId } },
  ];
  if (channelId !== undefined) {
    scopes.push({ of: "channel", filter: { workspaceId, channelId }, days: 1 });
    if (visitor !== undefined) {
      scopes.push({ of: "visitor", filter: { workspaceId, channelId, visitor }, days: 1 });
    }
  }
  return scopes;
}
