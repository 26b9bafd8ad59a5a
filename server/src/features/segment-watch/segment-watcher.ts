import mongoose from "mongoose";
import { newId } from "../../domain/new-id.ts";
import type { Pipeline } from "../../pipeline/pipeline.ts";
import { flows } from "../../records/flow-model.ts";
import { loadPrograms } from "../../records/load-programs.ts";
import { type SegmentWatch, segmentWatches } from "../../records/segment-watch-model.ts";
import { startDueWork } from "../../store/due-work.ts";
import { onFlowsChanged } from "../flows/flows-changed.ts";
import { namedSegments } from "./named-segments.ts";
import { leaseMs, WatchedElsewhere, watchWorkspace } from "./watch-workspace.ts";

/** Notices who enters and leaves segments that active flows start on. */
export interface SegmentWatcher {
  readonly close: () => Promise<void>;
}

const lookEveryMs = 1_000;
/** The pause between two passes. */
const passEveryMs = 30_000;

/** Starts to watch. What a dead process had taken is taken again after its lease. */
export function startSegmentWatcher({ services, wake, busy }: Pipeline): SegmentWatcher {
  const { context, inbound } = services;
  const { connection, now, log } = context;
  const watching = { context, inbound, wake, busy };
  const everywhere = segmentWatches(connection).acrossWorkspaces;
  let closing = false;
  let begun = false;
  const due = startDueWork({
    log,
    name: "segments",
    lookEveryMs,
    mostAtOnce: 1,
    prepare: beginEverywhere,
    take: () => take({ nextAt: { $lte: now() } }),
    work,
    idsOf: ({ _id }) => ({ workspaceId: String(_id) }),
  });
  due.look();
  const forget = onFlowsChanged(connection, flowsChanged);

  return {
    async close() {
      closing = true;
      forget();
      await due.stop();
      await due.idle();
    },
  };

  /** Begins in every workspace, once and beside the start of the server: it compiles all active flows. */
  async function beginEverywhere(): Promise<void> {
    if (begun) {
      return;
    }
    const active = await flows(connection).acrossWorkspaces.distinct("workspaceId", {
      active: true,
    });
    for (const workspaceId of active) {
      if (closing) {
        return;
      }
      await begin(String(workspaceId));
    }
    begun = true;
  }

  /** Sees to it that a workspace is watched if its flows ask for it, and that what changed there is noticed soon. */
  async function begin(workspaceId: string): Promise<boolean> {
    const { answering } = await loadPrograms(context, workspaceId);
    const upsert = namedSegments(answering).size > 0;
    const fresh = { segments: [], ended: [], followed: {}, sweptTo: "", nextAt: now() };
    const nudge = { $set: { nudged: true } };
    const update = upsert ? { ...nudge, $setOnInsert: fresh } : nudge;
    const _id = new mongoose.Types.ObjectId(workspaceId);
    const own = segmentWatches(connection).in(workspaceId);
    const { matched, upserted } = await own.updateOne({ _id }, update, { upsert });
    return matched + upserted > 0;
  }

  /** Makes a pass at once: who is in a segment when its flow is published shall not count as somebody who enters. */
  async function flowsChanged(workspaceId: string): Promise<void> {
    try {
      if (await begin(workspaceId)) {
        const _id = new mongoose.Types.ObjectId(workspaceId);
        const taken = await take({ _id, owner: { $exists: false } });
        await (taken && work(taken));
      }
    } catch (error) {
      // The flow is published all the same; the next pass tries again.
      log.error({ err: error, workspaceId }, "failed to watch segments");
    }
  }

  /** Each pass is an owner of its own: the clock may end its lease while this process still works. */
  async function take(among: object): Promise<SegmentWatch | undefined> {
    const taken = await everywhere
      .findOneAndUpdate(
        among,
        { $set: { owner: newId(), nextAt: now() + leaseMs }, $unset: { nudged: 1 } },
        { sort: { nextAt: 1 }, returnDocument: "after" },
      )
      .lean();
    return (taken ?? undefined) as SegmentWatch | undefined;
  }

  async function work(taken: SegmentWatch): Promise<void> {
    try {
      const result = await watchWorkspace(watching, taken);
      if (result === "over") {
        await segmentWatches(connection)
          .in(taken._id)
          .deleteOne({ _id: taken._id, owner: taken.owner, nudged: { $exists: false } });
      }
      await release(taken, result === "done" ? passEveryMs : 0);
    } catch (error) {
      if (!(error instanceof WatchedElsewhere)) {
        await release(taken, passEveryMs).catch(() => undefined);
        throw error;
      }
    }
  }

  async function release({ _id, owner }: SegmentWatch, pauseMs: number): Promise<void> {
    const own = segmentWatches(connection).in(_id);
    await own.updateOne(
      { _id, owner },
      { $set: { nextAt: now() + pauseMs }, $unset: { owner: 1 } },
    );
    await own.updateOne({ _id, nudged: true }, { $set: { nextAt: now() } });
  }
}
