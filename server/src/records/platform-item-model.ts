import type { ServerContext } from "../context/server-context.ts";
import { defineCollection, type Stored } from "../store/scoped-model.ts";
import { members } from "./member.ts";

/** Something that a platform keeps for a channel and that messages name, such as an uploaded file. Moments are epoch milliseconds. */
interface PlatformItemFields {
  readonly channelId: string;
  /** The body of the platform's answer to the call that made it. */
  readonly body: unknown;
  readonly goodUntil: number;
  /** The member for whom it was made. */
  readonly memberId?: string | undefined;
  /** From when on the platform is asked to delete it; absent: it is used. */
  readonly discardAt?: number;
  /** When the store deletes the document. */
  readonly expiresAt: Date;
}
export type PlatformItem = Stored<PlatformItemFields, string>;

/** The items that platforms keep for all channels. */
export const platformItems = defineCollection<PlatformItemFields, string>(
  "platformItems",
  {
    _id: String,
    channelId: String,
    body: Object,
    goodUntil: Number,
    memberId: String,
    discardAt: Number,
    expiresAt: Date,
  },
  [
    [{ expiresAt: 1 }, { expireAfterSeconds: 0 }],
    [{ workspaceId: 1, memberId: 1 }, { sparse: true }],
    [{ discardAt: 1 }, { sparse: true }],
  ],
);

const dayMs = 86_400_000;
/** How long the platform is asked to delete something, in days. */
const daysToDiscard = 7;

/** The items that a platform keeps for one channel, by the names that the channel gives them. */
export interface PlatformItems {
  /** Gives the platform's answer of the time; undefined where there is none that is still good. */
  readonly find: (name: string) => Promise<unknown>;
  readonly keep: (
    item: { readonly as: string; readonly days: number; readonly ofMember?: string },
    body: unknown,
  ) => Promise<void>;
  /** Tells whether somebody is still a member. What is made for one who left would stay with the platform. */
  readonly isMember: (memberId: string) => Promise<boolean>;
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
  const isMember = async (memberId: string) =>
    (await members(connection).in(workspaceId).findById(memberId)) !== undefined;
  return {
    async find(name) {
      const found = await items.findById(idOf(name));
      return found && found.discardAt === undefined && found.goodUntil > now()
        ? found.body
        : undefined;
    },
    async keep({ as, days, ofMember: memberId }, body) {
      const goodUntil = now() + days * dayMs;
      const expiresAt = new Date(goodUntil);
      const $set = { channelId, body, goodUntil, memberId, expiresAt };
      await items.updateOne({ _id: idOf(as) }, { $set }, { upsert: true });
      // Who left meanwhile had their items discarded before this one was there.
      if (memberId !== undefined && !(await isMember(memberId))) {
        await discardItemsOf({ connection, now }, workspaceId, memberId);
      }
    },
    isMember,
    async forget(names) {
      await Promise.all(names.map((name) => items.deleteOne({ _id: idOf(name) })));
    },
  };
}

/** Has what was made for a member deleted from the platforms. May be repeated. */
export async function discardItemsOf(
  { connection, now }: Pick<ServerContext, "connection" | "now">,
  workspaceId: string,
  memberId: string,
): Promise<void> {
  const expiresAt = new Date(now() + daysToDiscard * dayMs);
  await platformItems(connection)
    .in(workspaceId)
    .updateMany(
      { memberId, discardAt: { $exists: false } },
      { $set: { discardAt: now(), expiresAt } },
    );
}
