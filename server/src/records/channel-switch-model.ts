import { switchToken } from "@chatloom/runtime";
import type { ServerContext } from "../context/server-context.ts";
import type { ConversationDoc } from "../domain/conversation-doc.ts";
import type { FollowedSwitch } from "../domain/inbound-doc.ts";
import { isSwitchCode } from "../domain/link-codes.ts";
import { defineCollection, type Stored } from "../store/scoped-model.ts";
import { conversationsOf } from "./conversation-model.ts";

/** A link with which a contact goes on in another channel. Its id is that of the effect. Times are epoch milliseconds. */
export interface ChannelSwitchFields {
  /** Unguessable; whoever opens it first goes on there. */
  code: string;
  /** The channel that it opens. */
  channelId: string;
  /** Who was sent it. */
  conversationId: string;
  contactId: string;
  /** The conversation that goes on. */
  usedBy?: string;
  createdAt: number;
  expiresAt: number;
  /** Deleted from then on. */
  deleteAt: Date;
}
export type ChannelSwitch = Stored<ChannelSwitchFields, string>;

/** The links to other channels of all workspaces. */
export const channelSwitches = defineCollection<ChannelSwitchFields, string>(
  "channelSwitches",
  {
    _id: String,
    code: String,
    channelId: String,
    conversationId: String,
    contactId: String,
    usedBy: String,
    createdAt: Number,
    expiresAt: Number,
    deleteAt: Date,
  },
  [
    [{ workspaceId: 1, code: 1 }, { unique: true }],
    [{ code: 1 }],
    [{ workspaceId: 1, contactId: 1 }],
    [{ deleteAt: 1 }, { expireAfterSeconds: 0 }],
  ],
);

/** Returns the path of our own page for a link, where the platform's address alone does not do. */
export function switchPage(code: string): string {
  return `/go/${code}`;
}

/**
 * Finds the link to this channel that one of some codes names, while it opens something: nobody has opened it, and the flow still waits
 * for it. Reads nothing without such codes.
 */
export async function findFollowedSwitch(
  { connection, now }: ServerContext,
  { workspaceId, channelId }: Pick<ConversationDoc, "workspaceId" | "channelId">,
  codes: readonly string[],
): Promise<FollowedSwitch | undefined> {
  const own = codes.filter(isSwitchCode);
  if (own.length === 0) {
    return undefined;
  }
  const [found] = await channelSwitches(connection)
    .in(workspaceId)
    .find({ code: { $in: own }, channelId, expiresAt: { $gt: now() }, usedBy: { $exists: false } });
  if (!found) {
    return undefined;
  }
  const { _id: id, conversationId, contactId } = found;
  const from = await conversationsOf(connection).findOne(
    { _id: conversationId, workspaceId },
    { projection: { run: 1 } },
  );
  const token = switchToken(id);
  const runs = from?.run ? [from.run, ...(from.run.parked ?? [])] : [];
  const waits = runs.some(({ waiting }) => waiting.for === "callback" && waiting.token === token);
  return waits ? { id, contactId } : undefined;
}
