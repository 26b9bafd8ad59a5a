import type { ServerContext } from "../../context/server-context.ts";
import { newId } from "../../domain/new-id.ts";
import { type ReportProgress, reportProgress } from "../../records/report-models.ts";
import { startDueWork } from "../../store/due-work.ts";
import { addWorkspaces } from "./add-workspaces.ts";
import { CountedElsewhere, countWorkspace, leaseMs } from "./count-workspace.ts";
import { createShareLearner } from "./learn-shares.ts";
import type { Seen } from "./read-touched.ts";

/** Counts what happened, for the reports of every workspace, beside everything else. */
export interface ReportCounter {
  /** Counts a workspace soon, rather than at its time. */
  readonly nudge: (workspaceId: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

const lookEveryMs = 2_000;
/** The pause between two passes, in milliseconds: figures must arrive within a minute. */
export const passEveryMs = 45_000;
/** No sooner, however often somebody looks at reports. */
const nudgedEveryMs = 2_000;
const newWorkspacesEveryMs = 60_000;

/** Starts counting. What a dead process had taken is taken again after its lease. */
export function startReportCounter(context: ServerContext): ReportCounter {
  const { connection, now, log } = context;
  const owner = newId();
  const counting = { connection, now, owner };
  const everywhere = reportProgress(connection).acrossWorkspaces;
  const seen = new Map<string, Seen>();
  const learn = createShareLearner(connection, now);
  let addedAt = Number.NEGATIVE_INFINITY;
  const due = startDueWork({
    log,
    name: "reports",
    lookEveryMs,
    // One process counts one workspace at a time.
    mostAtOnce: 1,
    prepare: addNewWorkspaces,
    take,
    work: countOne,
    idsOf: ({ _id }) => ({ workspaceId: String(_id) }),
  });

  return {
    async nudge(workspaceId) {
      const at = now();
      const progress = reportProgress(connection).in(workspaceId);
      const nudged = await progress.updateOne(
        { passedAt: { $lt: at - nudgedEveryMs }, owner: { $exists: false } },
        { $set: { nextAt: at } },
      );
      if (nudged.matched === 0 && !(await progress.findById(workspaceId))) {
        // It is new: its first figures need not wait.
        addedAt = Number.NEGATIVE_INFINITY;
      }
      due.look();
    },
    async close() {
      await due.stop();
      await due.idle();
    },
  };

  async function addNewWorkspaces(): Promise<void> {
    if (now() > addedAt + newWorkspacesEveryMs) {
      await addWorkspaces(connection, now());
      addedAt = now();
    }
  }

  async function take(): Promise<ReportProgress | undefined> {
    const taken = await everywhere
      .findOneAndUpdate(
        { nextAt: { $lte: now() } },
        { $set: { owner, nextAt: now() + leaseMs } },
        { sort: { nextAt: 1 }, returnDocument: "after" },
      )
      .lean();
    return (taken ?? undefined) as ReportProgress | undefined;
  }

  async function countOne(taken: ReportProgress): Promise<void> {
    const id = String(taken._id);
    const own = seen.get(id) ?? new Map<string, number>();
    seen.set(id, own);
    try {
      const more = await countWorkspace(counting, taken, own);
      await learn(taken._id);
      await release(taken, more ? 0 : passEveryMs);
    } catch (error) {
      // The next pass must read the uncounted records again.
      seen.delete(id);
      if (!(error instanceof CountedElsewhere)) {
        await release(taken, passEveryMs).catch(() => undefined);
        throw error;
      }
    }
  }

  async function release({ _id }: ReportProgress, pauseMs: number): Promise<void> {
    await reportProgress(connection)
      .in(_id)
      .updateOne({ _id, owner }, { $set: { nextAt: now() + pauseMs }, $unset: { owner: 1 } });
  }
}
