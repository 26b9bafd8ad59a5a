import type { ServerContext } from "../../context/server-context.ts";
import { newId } from "../../domain/new-id.ts";
import { type ReportProgress, reportProgress } from "../../records/report-models.ts";
import { isStoreAway } from "../../store/is-store-away.ts";
import { addWorkspaces } from "./add-workspaces.ts";
import { CountedElsewhere, countWorkspace, leaseMs } from "./count-workspace.ts";
import type { Seen } from "./read-touched.ts";

/** Counts what happened, for the reports of every workspace, beside everything else. */
export interface ReportCounter {
  /** Counts a workspace soon, rather than at its time. */
  readonly nudge: (workspaceId: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

const lookEveryMs = 2_000;
/** The pause between two passes, in milliseconds. */
const passEveryMs = 30_000;
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
  let addedAt = Number.NEGATIVE_INFINITY;
  let closing = false;
  let looking: Promise<void> | undefined;
  const timer = setInterval(look, lookEveryMs);
  timer.unref();

  return {
    async nudge(workspaceId) {
      const at = now();
      await reportProgress(connection)
        .in(workspaceId)
        .updateOne(
          { passedAt: { $lt: at - nudgedEveryMs }, owner: { $exists: false } },
          { $set: { nextAt: at } },
        );
      look();
    },
    async close() {
      closing = true;
      clearInterval(timer);
      await looking;
    },
  };

  function look(): void {
    if (closing || looking) {
      return;
    }
    looking = countDue()
      .catch((error: unknown) => {
        if (!closing && !isStoreAway(error)) {
          log.error({ err: error }, "failed to count for reports");
        }
      })
      .finally(() => {
        looking = undefined;
      });
  }

  async function countDue(): Promise<void> {
    if (now() > addedAt + newWorkspacesEveryMs) {
      await addWorkspaces(connection, now());
      addedAt = now();
    }
    while (!closing) {
      const taken = await everywhere
        .findOneAndUpdate(
          { nextAt: { $lte: now() } },
          { $set: { owner, nextAt: now() + leaseMs } },
          { sort: { nextAt: 1 }, returnDocument: "after" },
        )
        .lean();
      if (!taken) {
        return;
      }
      await countOne(taken as ReportProgress);
    }
  }

  async function countOne(taken: ReportProgress): Promise<void> {
    const id = String(taken._id);
    const own = seen.get(id) ?? new Map<string, number>();
    seen.set(id, own);
    try {
      const more = await countWorkspace(counting, taken, own);
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
