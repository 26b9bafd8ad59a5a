import type { Condition } from "@chatloom/flows-schema";
import type { Connection } from "mongoose";
import { type CompiledCondition, compileCondition } from "../../records/compile-condition.ts";
import { loadSegmentWorld } from "../../records/segment-world.ts";
import { findWorkspace } from "../../records/workspace.ts";
import { derivedId } from "../../store/derived-id.ts";
import type { ObjectId } from "../../store/scoped-model.ts";
import { segmentsIn } from "../audience/segment-use.ts";

/** The compiled condition that decides who is in a segment. */
export interface Judge {
  readonly segmentId: string;
  readonly compiled: CompiledCondition;
  /** Another one: the same contact may be judged differently although nothing happened to them. */
  readonly stamp: string;
}

/** Compiles segments as they are at a moment. Leaves out segments that do not exist. */
export async function loadJudges(
  connection: Connection,
  workspaceId: ObjectId,
  segmentIds: readonly string[],
  now: number,
): Promise<readonly Judge[]> {
  const zone = (await findWorkspace(connection, workspaceId))?.timeZone || "UTC";
  const segments = await loadSegmentWorld(connection, workspaceId, zone);
  const known = new Map(Object.entries(segments.conditions));
  return segmentIds.flatMap((segmentId) => {
    const condition = known.get(segmentId);
    if (!condition) {
      return [];
    }
    // Contacts are judged one by one: the tags would only narrow down the store's filter.
    const compiled = compileCondition(condition, { now, segments, tags: [] });
    const parts = reached(segmentId, known).map((id) => [id, known.get(id)]);
    return [{ segmentId, compiled, stamp: derivedId(JSON.stringify([zone, parts])) }];
  });
}

/** The segment and those that its condition names, directly or through another one. */
function reached(segmentId: string, known: ReadonlyMap<string, Condition>): readonly string[] {
  const seen = new Set<string>();
  const open = [segmentId];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const condition = known.get(id);
    if (condition && !seen.has(id)) {
      seen.add(id);
      open.push(...segmentsIn(condition));
    }
  }
  return [...seen].sort();
}
