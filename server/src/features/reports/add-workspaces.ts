import type { Connection } from "mongoose";
import { reportProgress } from "../../records/report-models.ts";
import { workspaces } from "../../records/workspace.ts";
import { addMissing } from "../../store/add-missing.ts";
import { lookBackMs } from "./count-workspace.ts";

/** Adds workspaces whose reports are not counted yet; they are counted from their beginning. `at` is in epoch milliseconds. */
export async function addWorkspaces(connection: Connection, at: number): Promise<void> {
  const [all, known] = await Promise.all([
    workspaces(connection).find({}, { timeZone: 1 }).lean(),
    reportProgress(connection).acrossWorkspaces.distinct("_id"),
  ]);
  const counted = new Set(known.map(String));
  for (const { _id, timeZone } of all.filter((it) => !counted.has(String(it._id)))) {
    const begin = { zone: timeZone || "UTC", buildFrom: "", cursor: at - lookBackMs, dirty: [] };
    await addMissing(reportProgress(connection).in(_id), [
      { _id, ...begin, checkedTo: at, nextAt: at, passedAt: 0 },
    ]);
  }
}
