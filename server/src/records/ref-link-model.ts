import { defined } from "@chatloom/flows-schema";
import mongoose from "mongoose";
import type { ServerContext } from "../context/server-context.ts";
import type { FollowedRefLink } from "../domain/inbound-doc.ts";
import { defineCollection, type ObjectId, type Stored } from "../store/scoped-model.ts";
import { trackedEvents } from "./tracked-event-model.ts";

/** An address or QR code that opens a chat and starts a flow. */
export interface RefLinkFields {
  name: string;
  /** Unique in the workspace; platforms bring it back. */
  code: string;
  channelId: string;
  flowId: string;
  nodeId?: string;
  /** The text that the contact sends, without the code. */
  text: string;
  /** A page of the member's website, where the channel takes one. */
  page: string;
  values: Record<string, string>;
  /** Epoch milliseconds; from then on nothing is opened. */
  expiresAt?: number;
  createdAt: number;
}
export type RefLinkRecord = Stored<RefLinkFields>;

/** The links of all workspaces. */
export const refLinks = defineCollection<RefLinkFields>(
  "refLinks",
  {
    name: String,
    code: String,
    channelId: String,
    flowId: String,
    nodeId: String,
    text: String,
    page: String,
    values: mongoose.Schema.Types.Mixed,
    expiresAt: Number,
    createdAt: Number,
  },
  [[{ workspaceId: 1, code: 1 }, { unique: true }]],
);

/** Finds the first of some codes that a link of the workspace has. Reads nothing without codes. */
export async function findFollowedLink(
  { connection, now }: ServerContext,
  workspaceId: ObjectId | string,
  codes: readonly string[],
): Promise<FollowedRefLink | undefined> {
  if (codes.length === 0) {
    return undefined;
  }
  const found = await refLinks(connection)
    .in(workspaceId)
    .find({ code: { $in: codes } });
  const valid = found.filter((it) => it.expiresAt === undefined || it.expiresAt > now());
  const record = codes.map((code) => valid.find((it) => it.code === code)).find(Boolean);
  if (!record) {
    return undefined;
  }
  const { _id, code, name, flowId, nodeId, values } = record;
  const link = { id: String(_id), name, flowId, ...defined({ nodeId }) };
  return { code, link, values };
}

/** Results of a link. */
export interface LinkResults {
  /** People who came, each once. */
  readonly people: number;
  /** How often its flow was started. */
  readonly started: number;
  /** When somebody came last, in epoch milliseconds. */
  readonly lastAt?: number;
}

/** Counts what came of the links of a workspace, by link id. */
export async function countLinkResults(
  { connection }: Pick<ServerContext, "connection">,
  workspaceId: string,
): Promise<ReadonlyMap<string, LinkResults>> {
  const groups = await trackedEvents(connection)
    .in(workspaceId)
    .aggregate<{ _id: { event: string; name: string }; people: number; times: number; at: number }>(
      [
        { $match: { event: { $in: ["linkFollowed", "linkOpened"] } } },
        {
          $group: {
            _id: { event: "$event", name: "$name", contactId: "$contactId" },
            times: { $sum: 1 },
            at: { $max: "$at" },
          },
        },
        {
          $group: {
            _id: { event: "$_id.event", name: "$_id.name" },
            people: { $sum: 1 },
            times: { $sum: "$times" },
            at: { $max: "$at" },
          },
        },
      ],
    );
  const results = new Map<string, LinkResults>();
  for (const { _id, people, times, at } of groups) {
    const known = results.get(_id.name) ?? { people: 0, started: 0 };
    results.set(
      _id.name,
      _id.event === "linkFollowed"
        ? { ...known, people, lastAt: at }
        : { ...known, started: times },
    );
  }
  return results;
}
