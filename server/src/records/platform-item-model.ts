import type { ServerContext } from "../context/server-context.ts";
import { defineCollection } from "../store/scoped-model.ts";

/** Something that a platform keeps for a channel and that messages name, such as an uploaded file. */
interface PlatformItem {
  readonly channelId: string;
  /** What the platform answered when it was made. */
  readonly body: unknown;
  /** Epoch milliseconds. */
  readonly goodUntil: number;
  /** When the store deletes the document. */
  readonly expiresAt: Date;
}

const platformItems = defineCollection<PlatformItem, string>(
  "platformItems",
  { _id: String, channelId: String, body: Object, goodUntil: Number, expiresAt: Date },
  [[{ expiresAt: 1 }, { expireAfterSeconds: 0 }]],
);

const dayMs = 86_400_000;

/** What the platform of one channel keeps, by the names that the channel gives. */
export interface PlatformItems {
  /** Gives the platform's answer of the time; undefined where there is none that is still good. */
  readonly find: (name: string) => Promise<unknown>;
  readonly keep: (name: string, body: unknown, days: number) => Promise<void>;
  /** Forgets items that the platform no longer knows. */
  readonly forget: (names: readonly string[]) => Promise<void>;
}

/** Opens what a channel's platform keeps. */
export function platformItemsOf(
  { connection, now }: Pick<ServerContext, "connection" | "now">,
  { id: channelId, workspaceId }: { readonly id: string; readonly workspaceId: string },
): PlatformItems {
  const items = platformItems(connection).in(workspaceId);
  const idOf = (name: string) => `${channelId}:${name}`;
  return {
    async find(name) {
      const found = await items.findById(idOf(name));
      return found && found.goodUntil > now() ? found.body : undefined;
    },
    async keep(name, body, days) {
      const goodUntil = now() + days * dayMs;
      const $set = { channelId, body, goodUntil, expiresAt: new Date(goodUntil) };
      await items.updateOne({ _id: idOf(name) }, { $set }, { upsert: true });
    },
    async forget(names) {
      await Promise.all(names.map((name) => items.deleteOne({ _id: idOf(name) })));
    },
  };
}
