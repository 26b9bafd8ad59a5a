import type { Connection } from "mongoose";
import { defineModel } from "../store/define-model.ts";
import { isDuplicateKey } from "../store/duplicate-key.ts";

/** The process that assigns the waiting conversations of a workspace. Its id is the workspace's. */
interface QueueLeaseFields {
  owner: string;
  /** Epoch milliseconds. */
  until: number;
}

const queueLeases = defineModel<QueueLeaseFields, string>("queueLeases", {
  _id: String,
  owner: String,
  until: Number,
});

/** Takes or renews the lease until `until`; false while another process has it. */
export async function takeQueueLease(
  connection: Connection,
  workspaceId: string,
  { owner, now, until }: { readonly owner: string; readonly now: number; readonly until: number },
): Promise<boolean> {
  try {
    const { matchedCount, upsertedCount } = await queueLeases(connection).updateOne(
      { _id: workspaceId, $or: [{ owner }, { until: { $lte: now } }] },
      { $set: { owner, until } },
      { upsert: true },
    );
    return matchedCount + upsertedCount > 0;
  } catch (error) {
    if (isDuplicateKey(error)) {
      return false;
    }
    throw error;
  }
}

/** Lets another process assign at once. */
export async function releaseQueueLease(
  connection: Connection,
  workspaceId: string,
  owner: string,
): Promise<void> {
  await queueLeases(connection).updateOne({ _id: workspaceId, owner }, { $set: { until: 0 } });
}
