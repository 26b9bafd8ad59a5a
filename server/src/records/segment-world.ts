import type { SegmentWorld } from "@chatloom/runtime";
import type { Connection } from "mongoose";
import type { ObjectId } from "../store/scoped-model.ts";
import { segments } from "./segment-model.ts";

/** Loads the segments of a workspace as conditions name them. */
export async function loadSegmentWorld(
  connection: Connection,
  workspaceId: string | ObjectId,
  timeZone: string,
): Promise<SegmentWorld> {
  const found = await segments(connection)
    .in(workspaceId)
    .find({}, { projection: { condition: 1 } });
  const conditions = Object.fromEntries(found.map((it) => [String(it._id), it.condition]));
  return { timeZone, conditions };
}
