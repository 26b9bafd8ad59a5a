import type { Connection } from "mongoose";
import { newId } from "../../domain/new-id.ts";
import { type ReportProgress, reportProgress } from "../../records/report-models.ts";
import { workspaces } from "../../records/workspace.ts";
import { addWorkspaces } from "./add-workspaces.ts";
import { countWorkspace, leaseMs } from "./count-workspace.ts";

/**
 * Counts the reports of all workspaces anew, to the end. Returns how many workspaces there are. Throws `CountedElsewhere` if a server
 * takes over meanwhile.
 */
export async function rebuildReports(
  connection: Connection,
  show: (name: string, done: number, total: number) => void,
): Promise<number> {
  const owner = newId();
  const now = Date.now;
  await addWorkspaces(connection, now());
  const all = await workspaces(connection).find({}, { _id: 1 }).lean();
  for (const [index, { _id }] of all.entries()) {
    const model = reportProgress(connection).in(_id);
    const taken = await model.findOneAndUpdate(
      { _id },
      { $set: { owner, rebuild: true, nextAt: now() + leaseMs } },
    );
    let progress: ReportProgress | undefined = taken;
    while (progress) {
      const more = await countWorkspace({ connection, now, owner }, progress, new Map());
      progress = more ? await model.findById(_id) : undefined;
    }
    await model.updateOne({ _id, owner }, { $set: { nextAt: now() }, $unset: { owner: 1 } });
    show("workspaces", index + 1, all.length);
  }
  return all.length;
}
